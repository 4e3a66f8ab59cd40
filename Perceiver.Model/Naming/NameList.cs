using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>
/// Collects the names of another program. Rows for parameters that the model does not have are left out, and a second
/// name for the same parameter becomes an alias; so a list says what may be there, and the config what is.
/// </summary>
internal sealed class NameList(PerceiverConfig config)
{
    private readonly HashSet<string> _unnamed =
    [
        .. Shapes.Of(config).Concat(Shapes.Buffers(config)).Select(spec => spec.Name),
    ];
    private readonly Dictionary<string, string> _named = [];
    private readonly List<NameMapping> _mappings = [];
    private readonly List<NameAlias> _aliases = [];
    private readonly List<DerivedTensor> _derived = [];

    /// <summary>One tensor, laid out as here unless told otherwise.</summary>
    public void Add(string ours, string theirs, TensorLayout? layout = null) =>
        Add([ours], theirs, layout ?? new TensorLayout.Same());

    /// <summary>Weight and bias of a linear layer or a norm, called so there too.</summary>
    public void Pair(string ours, string theirs, TensorLayout? weight = null)
    {
        Add($"{ours}.weight", $"{theirs}.weight", weight);
        Add($"{ours}.bias", $"{theirs}.bias");
    }

    /// <summary>Several of ours in one of theirs, one after the other along the first axis.</summary>
    public void Fused(EquatableArray<string> ours, string theirs) => Add(ours, theirs, new TensorLayout.Same());

    /// <summary>A tensor that is not learned.</summary>
    public void Add(DerivedTensor derived) => _derived.Add(derived);

    /// <summary>The map.</summary>
    /// <param name="program">Whose names these are.</param>
    /// <exception cref="ArgumentException">The model has a parameter that has no name there.</exception>
    public NameMap ToMap(string program) =>
        _unnamed.Count == 0
            ? new(config, _mappings.ToEquatableArray())
            {
                Aliases = _aliases.ToEquatableArray(),
                Derived = _derived.ToEquatableArray(),
            }
            : throw new ArgumentException(
                $"{program} has no such model: it does not know {string.Join(", ", _unnamed.Order(StringComparer.Ordinal))}.",
                nameof(program)
            );

    private void Add(EquatableArray<string> ours, string theirs, TensorLayout layout)
    {
        if (_named.TryGetValue(ours[0], out var first))
        {
            _aliases.Add(new(theirs, first));
        }
        else if (ours.All(_unnamed.Contains))
        {
            _mappings.Add(new(ours, theirs, layout));
            _named.Add(ours[0], theirs);
            _unnamed.ExceptWith(ours);
        }
    }
}
