using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Multi-head attention (2103.03206, appendix C).</summary>
internal static class Attention
{
    /// <summary>Keys and values of <paramref name="inputs"/>, <c>[batch, inputs, channels]</c>.</summary>
    public static AttentionMemory Read(AttentionConfig config, AttentionParameters p, Tensor inputs) =>
        new(
            SplitHeads(config.Heads, Layers.Linear(p.Key, inputs)),
            SplitHeads(config.Heads, Layers.Linear(p.Value, inputs)),
            inputs.shape[0]
        );

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
        // Scaling the queries is the same as scaling the scores, of which there are usually more.
        var q = Layers.Linear(p.Query, queries);
        q = p.Scale is { } scale ? q.mul(scale) : q.mul(1 / Math.Sqrt((double)config.QkWidth / config.Heads));
        if (q.shape[0] != memory.Batch)
        {
            q = q.expand(memory.Batch, -1, -1);
        }

        var scores = SplitHeads(config.Heads, q).bmm(memory.Keys.transpose(1, 2));
        var probabilities = Dropout.Apply(nn.functional.softmax(scores, -1), config.Dropout, dropout);
        var read = JoinHeads(config.Heads, probabilities.bmm(memory.Values));
        return p.Output is { } output ? Layers.Linear(output, read) : read;
    }

    // [batch, n, heads · width] -> [batch · heads, n, width]
    private static Tensor SplitHeads(long heads, Tensor x)
    {
        if (heads == 1)
        {
            return x;
        }

        long batch = x.shape[0],
            count = x.shape[1],
            width = x.shape[2] / heads;
        return x.view(batch, count, heads, width).transpose(1, 2).reshape(batch * heads, count, width);
    }

    // [batch · heads, n, width] -> [batch, n, heads · width]
    private static Tensor JoinHeads(long heads, Tensor x)
    {
        if (heads == 1)
        {
            return x;
        }

        long batch = x.shape[0] / heads,
            count = x.shape[1],
            width = x.shape[2];
        return x.view(batch, heads, count, width).transpose(1, 2).reshape(batch, count, heads * width);
    }
}
