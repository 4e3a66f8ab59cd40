using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>A text that is being written: all that is needed to go on.</summary>
/// <param name="Texts">The tokens of each text so far, all equally long, with what pads them on the left.</param>
/// <param name="Padding">How many tokens of each text are padding.</param>
/// <param name="Window">What of them is read.</param>
/// <param name="Scores">For each text the scores of its next token.</param>
/// <param name="Cached">Whether what was read is kept.</param>
public sealed record GenerationState(
    EquatableArray<EquatableArray<long>> Texts,
    EquatableArray<int> Padding,
    GenerationWindow Window,
    EquatableArray<EquatableArray<double>> Scores,
    bool Cached
)
{
    internal IReadOnlyList<AttentionMemory> Memories { get; init; } = [];

    internal IEnumerable<Tensor> Tensors => Memories.SelectMany(memory => (Tensor[])[memory.Keys, memory.Values]);

    /// <summary>Takes what is kept out of all dispose scopes: from here on the caller frees it, with <c>Release</c>.</summary>
    public void Keep()
    {
        foreach (var tensor in Tensors)
        {
            tensor.DetachFromDisposeScope();
        }
    }

    /// <summary>Frees what was kept. Whoever made the state does so, when another one has taken its place.</summary>
    public void Release()
    {
        foreach (var tensor in Tensors)
        {
            tensor.Dispose();
        }
    }
}
