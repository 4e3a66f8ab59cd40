using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Multi-head attention (2103.03206, appendix C).</summary>
internal static class Attention
{
    /// <summary>Keys and values of <paramref name="inputs"/>, <c>[batch, inputs, channels]</c>.</summary>
    public static AttentionMemory Read(AttentionParameters p, Tensor inputs) =>
        new(Layers.Linear(p.Key, inputs), Layers.Linear(p.Value, inputs));

    /// <summary>Each query's mean of the values, weighted by the softmax of its scores.</summary>
    /// <param name="config">Heads, widths, scale, dropout.</param>
    /// <param name="p">The weights.</param>
    /// <param name="queries"><c>[batch or 1, queries, channels]</c>; one set serves the whole batch.</param>
    /// <param name="memory">What is read.</param>
    /// <param name="dropout">Decides which probabilities are dropped; null means none.</param>
    /// <returns><c>[batch, queries, channels]</c>.</returns>
    public static Tensor Apply(
        AttentionConfig config,
        AttentionParameters p,
        Tensor queries,
        AttentionMemory memory,
        RngKey? dropout
    )
    {
        // A learned scale is put on the queries, of which there are usually fewer than scores.
        var q = Layers.Linear(p.Query, queries);
        var fixedScale = 1 / Math.Sqrt((double)config.QkWidth / config.Heads);
        var (scaled, scale) = p.Scale is { } learned ? (q.mul(learned), 1) : (q, fixedScale);
        if (scaled.shape[0] != memory.Keys.shape[0])
        {
            scaled = scaled.expand(memory.Keys.shape[0], -1, -1);
        }

        var kept = dropout is null ? 1 : 1 - config.Dropout;
        var weighing = new AttentionWeighing(config.Heads, scale, Causal: false, kept, dropout ?? default);
        var read = AttentionKernel.Apply(scaled, memory, mask: null, weighing);
        return p.Output is { } output ? Layers.Linear(output, read) : read;
    }
}
