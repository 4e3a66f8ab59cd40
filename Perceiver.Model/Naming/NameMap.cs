using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>All tensors of a model under the names of another program, there and back, without loss.</summary>
/// <param name="Config">The model.</param>
/// <param name="Mappings">Together they hold each parameter and each buffer once.</param>
public sealed record NameMap(PerceiverConfig Config, EquatableArray<NameMapping> Mappings)
{
    /// <summary>Names under which the other program stores a tensor again.</summary>
    public EquatableArray<NameAlias> Aliases { get; init; }

    /// <summary>What the other program stores besides: nothing of it is a weight.</summary>
    public EquatableArray<DerivedTensor> Derived { get; init; }

    /// <summary>The map of a program that uses the names and layouts used here.</summary>
    public static NameMap Identity(PerceiverConfig config) =>
        new(
            config,
            Specs(config)
                .Select(spec => new NameMapping(spec.Name, spec.Name, new TensorLayout.Same()))
                .ToEquatableArray()
        );

    /// <summary>Every name that the other program stores.</summary>
    public IEnumerable<string> Names =>
        Mappings
            .Select(mapping => mapping.Theirs)
            .Concat(Aliases.Select(alias => alias.Duplicate))
            .Concat(Derived.Select(derived => derived.Name));

    /// <summary>Names of theirs that hold parameters, buffers or second copies of them: numbers to compute with.</summary>
    public IEnumerable<string> Weights =>
        Mappings.Select(mapping => mapping.Theirs).Concat(Aliases.Select(alias => alias.Duplicate));

    /// <summary>The same names, all behind a prefix: the model is a part of a larger one there.</summary>
    public NameMap Behind(string prefix) =>
        prefix.Length == 0
            ? this
            : this with
            {
                Mappings = Mappings
                    .Select(mapping => mapping with { Theirs = prefix + mapping.Theirs })
                    .ToEquatableArray(),
                Aliases = Aliases
                    .Select(alias => new NameAlias(prefix + alias.Duplicate, prefix + alias.Canonical))
                    .ToEquatableArray(),
                Derived = Derived.Select(one => one with { Name = prefix + one.Name }).ToEquatableArray(),
            };

    /// <summary>Whether each parameter and each buffer of the model has a name there, and nothing else has.</summary>
    public bool IsComplete =>
        Specs(Config)
            .Select(spec => spec.Name)
            .Order(StringComparer.Ordinal)
            .SequenceEqual(Mappings.SelectMany(mapping => mapping.Ours).Order(StringComparer.Ordinal));

    /// <summary>What keeps <paramref name="theirs"/> from being this model's weights.</summary>
    public WeightsMismatch Check(IReadOnlyDictionary<string, Tensor> theirs)
    {
        var expected = Expected();
        var derived = Derived.ToDictionary(one => one.Name);
        var misshaped =
            from pair in expected
            where theirs.ContainsKey(pair.Key) && !pair.Value.SequenceEqual(theirs[pair.Key].shape)
            select WeightsMismatch.Shape(pair.Key, theirs[pair.Key].shape, pair.Value);
        var unequal =
            from alias in Aliases
            where theirs.ContainsKey(alias.Duplicate) && theirs.ContainsKey(alias.Canonical)
            where !SameBits(theirs[alias.Duplicate], theirs[alias.Canonical])
            select $"{alias.Duplicate} and {alias.Canonical}";
        var weights = new WeightsMismatch(
            expected.Keys.Concat(derived.Keys).Where(name => !theirs.ContainsKey(name)).ToEquatableArray(),
            theirs
                .Keys.Where(name => !expected.ContainsKey(name) && !derived.ContainsKey(name))
                .Order(StringComparer.Ordinal)
                .ToEquatableArray(),
            misshaped.ToEquatableArray(),
            unequal.ToEquatableArray()
        );
        return derived
            .Where(pair => theirs.ContainsKey(pair.Key))
            .Aggregate(weights, (all, pair) => all.And(pair.Value.Check(theirs[pair.Key])));
    }

    /// <summary>Their tensors as ours: each parameter and each buffer by its name here, a copy that belongs to the caller.</summary>
    /// <param name="theirs">By their names.</param>
    /// <exception cref="ArgumentException">They do not fit; the message lists every misfit.</exception>
    public IReadOnlyDictionary<string, Tensor> ToOurs(IReadOnlyDictionary<string, Tensor> theirs)
    {
        if (Check(theirs) is { IsEmpty: false } mismatch)
        {
            throw new ArgumentException($"These weights do not fit the model: {mismatch}.", nameof(theirs));
        }

        return Split(theirs);
    }

    /// <summary>Ours as their tensors, by their names; those that share weights under each of their names.</summary>
    /// <param name="ours">Each parameter and each buffer by its name here.</param>
    /// <param name="kept">
    /// Tensors of <see cref="Derived"/> that came with the weights and go back as they were; the others are made anew.
    /// </param>
    public IReadOnlyDictionary<string, Tensor> ToTheirs(
        IReadOnlyDictionary<string, Tensor> ours,
        IReadOnlyDictionary<string, Tensor>? kept = null
    )
    {
        var dtype = ours.Values.First().dtype;
        return Scoped.Run(
            () =>
            {
                var tensors = Join(ours, Mappings);
                foreach (var derived in Derived)
                {
                    var known = kept?.GetValueOrDefault(derived.Name)?.clone();
                    tensors.Add(derived.Name, known ?? derived.Value(dtype));
                }

                return tensors;
            },
            tensors => tensors.Values
        );
    }

    /// <summary>Their tensors as our parameters.</summary>
    /// <inheritdoc cref="ToOurs"/>
    public PerceiverParameters Import(IReadOnlyDictionary<string, Tensor> theirs) =>
        Scoped.Run(() =>
        {
            var ours = ToOurs(theirs);
            return ParameterAssembly.Assemble(Config, name => ours[name]);
        });

    /// <summary>Their tensors as our statistics; empty for most models.</summary>
    /// <inheritdoc cref="ToOurs"/>
    public ModelStatistics ImportStatistics(IReadOnlyDictionary<string, Tensor> theirs) =>
        Scoped.Run(() =>
        {
            var ours = ToOurs(theirs);
            return ParameterAssembly.AssembleStatistics(Config, name => ours[name]);
        });

    /// <summary>
    /// Our parameters as their tensors, by their names, without what is not learned. Also right for gradients, which are
    /// laid out like what they belong to.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> Export(PerceiverParameters ours)
    {
        var named = ours.Names().Zip(ours.Leaves()).ToDictionary(leaf => leaf.First, leaf => leaf.Second);
        return Scoped.Run(
            () => Join(named, Mappings.Where(mapping => mapping.Ours.All(named.ContainsKey))),
            tensors => tensors.Values
        );
    }

    private Dictionary<string, Tensor> Split(IReadOnlyDictionary<string, Tensor> theirs)
    {
        var rows = Specs(Config).ToDictionary(spec => spec.Name, spec => spec.Shape.FirstOrDefault());
        return Scoped.Run(
            () =>
            {
                var ours = new Dictionary<string, Tensor>();
                foreach (var mapping in Mappings)
                {
                    var whole = mapping.Layout.ToOurs(theirs[mapping.Theirs]);
                    var first = 0L;
                    foreach (var name in mapping.Ours)
                    {
                        var part = mapping.Ours.Count == 1 ? whole : whole.narrow(0, first, rows[name]);
                        ours.Add(name, part.contiguous().clone());
                        first += rows[name];
                    }
                }

                return ours;
            },
            tensors => tensors.Values
        );
    }

    private Dictionary<string, Tensor> Join(IReadOnlyDictionary<string, Tensor> ours, IEnumerable<NameMapping> mappings)
    {
        var theirs = mappings.ToDictionary(
            mapping => mapping.Theirs,
            mapping =>
            {
                var parts = mapping.Ours.Select(name => ours[name]).ToList();
                return mapping.Layout.ToTheirs(parts.Count == 1 ? parts[0] : cat(parts)).contiguous().clone();
            }
        );
        foreach (var alias in Aliases.Where(alias => theirs.ContainsKey(alias.Canonical)))
        {
            theirs.Add(alias.Duplicate, theirs[alias.Canonical].clone());
        }

        return theirs;
    }

    // Of each of their tensors that is a weight the shape that it must have.
    private Dictionary<string, long[]> Expected()
    {
        var ours = Specs(Config)
            .ToDictionary(spec => spec.Name, spec => spec.Shape.Select(size => (long)size).ToArray());
        var theirs = Mappings.ToDictionary(
            mapping => mapping.Theirs,
            mapping =>
            {
                var shape = ours[mapping.Ours[0]].ToArray();
                if (mapping.Ours.Count > 1)
                {
                    shape[0] = mapping.Ours.Sum(name => ours[name][0]);
                }

                return mapping.Layout.ShapeOfTheirs(shape);
            }
        );
        foreach (var alias in Aliases)
        {
            theirs.Add(alias.Duplicate, theirs[alias.Canonical]);
        }

        return theirs;
    }

    private static IEnumerable<ParameterSpec> Specs(PerceiverConfig config) =>
        Shapes.Of(config).Concat(Shapes.Buffers(config));

    private static bool SameBits(Tensor left, Tensor right)
    {
        using var scope = NewDisposeScope();
        return left.dtype == right.dtype && left.contiguous().bytes.SequenceEqual(right.contiguous().bytes);
    }
}
