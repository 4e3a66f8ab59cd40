using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>All parameters of a model under the names of another program, there and back, without loss.</summary>
/// <param name="Config">The model.</param>
/// <param name="Mappings">One for each parameter.</param>
public sealed record NameMap(PerceiverConfig Config, EquatableArray<NameMapping> Mappings)
{
    /// <summary>The map of a program that uses the names and layouts used here.</summary>
    public static NameMap Identity(PerceiverConfig config) =>
        new(
            config,
            Shapes
                .Of(config)
                .Select(spec => new NameMapping(spec.Name, spec.Name, new TensorLayout.Same()))
                .ToEquatableArray()
        );

    /// <summary>What keeps <paramref name="theirs"/> from being this model's weights.</summary>
    public WeightsMismatch Check(IReadOnlyDictionary<string, Tensor> theirs)
    {
        var shapes = Shapes.Of(Config).ToDictionary(spec => spec.Name, spec => spec.Shape.Select(size => (long)size));
        var known = Mappings.Select(mapping => mapping.Theirs).ToHashSet();
        var misshaped =
            from mapping in Mappings
            where theirs.ContainsKey(mapping.Theirs)
            let expected = mapping.Layout.ShapeOfTheirs([.. shapes[mapping.Ours]])
            let actual = theirs[mapping.Theirs].shape
            where !expected.SequenceEqual(actual)
            select $"{mapping.Theirs} [{string.Join(", ", actual)}] instead of [{string.Join(", ", expected)}]";
        return new(
            known.Where(name => !theirs.ContainsKey(name)).ToEquatableArray(),
            theirs.Keys.Where(name => !known.Contains(name)).Order(StringComparer.Ordinal).ToEquatableArray(),
            misshaped.ToEquatableArray()
        );
    }

    /// <summary>Their tensors as our parameters. Also right for gradients, which are laid out like what they belong to.</summary>
    /// <param name="theirs">By their names.</param>
    /// <exception cref="ArgumentException">They do not fit; the message lists every misfit.</exception>
    public PerceiverParameters Import(IReadOnlyDictionary<string, Tensor> theirs)
    {
        if (Check(theirs) is { IsEmpty: false } mismatch)
        {
            throw new ArgumentException($"These weights do not fit the model: {mismatch}.", nameof(theirs));
        }

        var byOurs = Mappings.ToDictionary(mapping => mapping.Ours);
        return Scoped.Run(() =>
            ParameterAssembly.Assemble(Config, name => byOurs[name].Layout.ToOurs(theirs[byOurs[name].Theirs]).clone())
        );
    }

    /// <summary>Our parameters as their tensors, by their names.</summary>
    public IReadOnlyDictionary<string, Tensor> Export(PerceiverParameters ours)
    {
        var byOurs = Mappings.ToDictionary(mapping => mapping.Ours);
        return Scoped.Run(
            () =>
                ours.Names()
                    .Zip(ours.Leaves())
                    .ToDictionary(
                        leaf => byOurs[leaf.First].Theirs,
                        leaf => byOurs[leaf.First].Layout.ToTheirs(leaf.Second).clone()
                    ),
            tensors => tensors.Values
        );
    }
}
