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
    /// <param name="places">Where the inputs stand, int64 <c>[batch, inputs]</c>; null for one after the other.</param>
    public static AttentionMemory Read(
        AttentionConfig config,
        AttentionParameters p,
        Tensor inputs,
        RotaryConfig.Interleaved? rotary = null,
        long first = 0,
        Tensor? places = null
    )
    {
        var keys = Layers.Product(p.Key, inputs);
        var turned = rotary is null ? keys : Rotary.Apply(rotary, config.Heads, keys, first, places);
        return new(turned, Layers.Product(p.Value, inputs), places);
    }

    /// <summary>The inputs, <c>[batch, inputs, channels]</c>, as a memory that leaves its projections to the queries' side.</summary>
    public static AttentionMemory ReadAbsorbed(AttentionParameters p, Tensor inputs)
    {
        var rows = NumberTypes.As(inputs, p.Key.Weight);
        if (p.Key.Bias is not null)
        {
            rows = cat([rows, ones([rows.shape[0], rows.shape[1], 1], rows.dtype, rows.device)], -1);
        }

        return new(rows, rows, IsAbsorbed: true);
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
            count = queries.shape[1],
            start = memory.Keys.shape[1] - count;
        var turned = sight.Rotary is { } rotary
            ? Rotary.Apply(rotary, config.Heads, projected, start, Last(memory.Places, count))
            : projected;

        // A learned scale is put on the queries, of which there are usually fewer than scores.
        var (q, scale) = (config.Scale, p.Scale) switch
        {
            (AttentionScale.Learned, { } learned) => (turned.mul(learned), 1),
            (AttentionScale.InverseSqrt, _) => (turned, 1 / Math.Sqrt((double)config.QkWidth / config.Heads)),
            _ => (turned, 1.0),
        };
        if (memory.IsAbsorbed)
        {
            q = q.matmul(WithBias(p.Key));
        }

        if (q.shape[0] != batch)
        {
            q = q.expand(batch, -1, -1);
        }

        var (mask, causal) = (sight.Mask, sight.Causal);
        if (sight.Blind is { } blind)
        {
            // Scores of zero, and all of them seen, later ones too.
            q = q.masked_fill(blind, 0);
            var before = causal ? AttentionKernel.Before(count, memory.Keys.shape[1], q.device) : null;
            mask = (mask, before) switch
            {
                ({ } shown, { } order) => shown.logical_and(order) | blind,
                ({ } shown, null) => shown | blind,
                (null, { } order) => order | blind,
                _ => null,
            };
            causal = false;
        }

        var kept = dropout is null ? 1 : 1 - config.Dropout;
        var weighing = new AttentionWeighing(config.Heads, scale, causal, kept, dropout ?? default);
        sight.Watch?.Invoke(AttentionKernel.Map(q, memory, mask, weighing, sight.Inverted));
        var read = sight.Inverted
            ? AttentionKernel.Inverted(q, memory, mask, weighing)
            : AttentionKernel.Apply(q, memory, mask, weighing);
        if (memory.IsAbsorbed)
        {
            read = nn.functional.linear(read, WithBias(p.Value));
        }

        var answer = p.Output is { } output ? Layers.Product(output, read) : read;
        return Dropout.Apply(NumberTypes.As(answer, queries), config.OutputDropout, dropout?.Fold("output"));
    }

    // What a row with a one at its end is multiplied by, [width, channels + 1].
    private static Tensor WithBias(LinearParameters p) =>
        p.Bias is { } bias ? cat([p.Weight, bias.unsqueeze(1)], 1) : p.Weight;

    private static Tensor? Last(Tensor? places, long count) => places?.narrow(1, places.shape[1] - count, count);
}
