using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Multi-head attention (2103.03206, appendix C).</summary>
internal static class Attention
{
    /// <summary>Keys and values of <paramref name="inputs"/>, <c>[batch, inputs, channels]</c>.</summary>
    /// <param name="config">Heads and widths.</param>
    /// <param name="p">The weights.</param>
    /// <param name="inputs">What is read.</param>
    /// <param name="rotary">The rotary code of keys, if any.</param>
    /// <param name="first">The place of the first input.</param>
    /// <param name="standing">Where the inputs stand, when some were left out.</param>
    public static AttentionMemory Read(
        AttentionConfig config,
        AttentionParameters p,
        Tensor inputs,
        RotaryConfig.Interleaved? rotary = null,
        long first = 0,
        Standing standing = default
    )
    {
        var keys = Layers.Product(p.Key, inputs);
        var turned = rotary is null ? keys : Rotary.Apply(rotary, config.Heads, keys, first, standing.Places);
        return new(turned, Layers.Product(p.Value, inputs), standing.Length);
    }

    /// <summary>Each query's mean of the values, weighted by the softmax of its scores.</summary>
    /// <param name="config">Heads, widths, scale, dropout.</param>
    /// <param name="p">The weights.</param>
    /// <param name="queries"><c>[batch or 1, queries, channels]</c>; one set serves the whole batch.</param>
    /// <param name="memory">What is read.</param>
    /// <param name="dropout">Decides which probabilities are dropped; null means none.</param>
    /// <param name="sight">What may be seen, and in which order.</param>
    /// <returns><c>[batch, queries, channels]</c>.</returns>
    public static Tensor Apply(
        AttentionConfig config,
        AttentionParameters p,
        Tensor queries,
        AttentionMemory memory,
        RngKey? dropout,
        Sight sight = default
    )
    {
        var projected = Layers.Product(p.Query, queries);
        long batch = memory.Keys.shape[0],
            start = (memory.Length ?? memory.Keys.shape[1]) - queries.shape[1];
        var turned = sight.Rotary is { } rotary ? Rotary.Apply(rotary, config.Heads, projected, start) : projected;

        // A learned scale is put on the queries, of which there are usually fewer than scores.
        var (q, scale) = (config.Scale, p.Scale) switch
        {
            (AttentionScale.Learned, { } learned) => (turned.mul(learned), 1),
            (AttentionScale.InverseSqrt, _) => (turned, 1 / Math.Sqrt((double)config.QkWidth / config.Heads)),
            _ => (turned, 1.0),
        };
        if (q.shape[0] != batch)
        {
            q = q.expand(batch, -1, -1);
        }

        var mask = sight.Mask;
        if (sight.Blind is { } blind)
        {
            // Scores of zero, and all of them seen.
            (q, mask) = (q.masked_fill(blind, 0), mask is null ? null : mask | blind);
        }

        var kept = dropout is null ? 1 : 1 - config.Dropout;
        var weighing = new AttentionWeighing(config.Heads, scale, sight.Causal, kept, dropout ?? default);
        sight.Watch?.Invoke(AttentionKernel.Map(q, memory, mask, weighing, sight.Inverted));
        var read = sight.Inverted
            ? AttentionKernel.Inverted(q, memory, mask, weighing)
            : AttentionKernel.Apply(q, memory, mask, weighing);
        var answer = p.Output is { } output ? Layers.Product(output, read) : read;
        return Dropout.Apply(NumberTypes.As(answer, queries), config.OutputDropout, dropout?.Fold("output"));
    }
}
