using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Collects the maps of one forward pass; it lives no longer than the call that made it.</summary>
/// <param name="wanted">Whether an attention's map is asked for: a table of probabilities is made for no other.</param>
internal sealed class AttentionWatch(Func<AttentionPlace, bool> wanted)
{
    private readonly List<AttentionMap> _maps = [];

    /// <summary>What was seen so far.</summary>
    public IReadOnlyList<AttentionMap> Maps => _maps;

    /// <summary>Takes the map of an attention, or null where nobody asks for it.</summary>
    public Action<Tensor>? At(AttentionPlace place) =>
        wanted(place) ? probabilities => _maps.Add(new(place, probabilities)) : null;
}
