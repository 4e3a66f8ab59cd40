using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// The middle of an attention, from projected queries, keys and values to what was read: as one operator where the engine
/// has it, else step by step. Both give the same values and drop the same probabilities.
/// </summary>
internal static class AttentionKernel
{
    /// <summary>What each query reads, <c>[batch, queries, heads · value width]</c>; zeros where it may see nothing.</summary>
    /// <param name="queries"><c>[batch, queries, heads · width]</c>.</param>
    /// <param name="memory">Keys and values.</param>
    /// <param name="mask">bool <c>[batch or 1, queries or 1, inputs]</c>, true where an input may be seen; null shows all.</param>
    /// <param name="options">Heads, scale, causality, dropout.</param>
    public static Tensor Apply(Tensor queries, AttentionMemory memory, Tensor? mask, AttentionWeighing options)
    {
        var can = Engine.Current.Can(queries.device);
        return can.FusedAttention.Contains(queries.dtype)
                ? Engine.Current.Attention(queries, memory.Keys, memory.Values, mask, options)
            : can.ScaledDotProduct && IsPlain(queries, memory, mask, options)
                ? ScaledDotProduct(queries, memory, options)
            : Plain(queries, memory, mask, options);
    }

    /// <summary>
    /// The same through libtorch's own operator, which gives not-a-number to a query that may see nothing and knows
    /// another order of queries and inputs: for attentions that are <see cref="IsPlain"/>.
    /// </summary>
    public static Tensor ScaledDotProduct(Tensor queries, AttentionMemory memory, AttentionWeighing options)
    {
        var read = Engine.Current.ScaledDotProduct(
            Heads(options.Heads, queries),
            Heads(options.Heads, memory.Keys),
            Heads(options.Heads, memory.Values),
            options
        );
        return read.transpose(1, 2).flatten(2);
    }

    /// <summary>Whether every query sees all inputs, or each one those up to its own place.</summary>
    public static bool IsPlain(Tensor queries, AttentionMemory memory, Tensor? mask, AttentionWeighing options) =>
        mask is null && (!options.Causal || queries.shape[1] == memory.Keys.shape[1]);

    /// <summary>The same through a table of probabilities.</summary>
    public static Tensor Plain(Tensor queries, AttentionMemory memory, Tensor? mask, AttentionWeighing options) =>
        Weighed(Probabilities(queries, memory, mask, options), memory, options);

    /// <summary>
    /// The same with a softmax over the queries: each input is divided among them. What each query has then adds up to
    /// one again (lucidrains' inverted_cross_attn, after 2006.15055).
    /// </summary>
    public static Tensor Inverted(Tensor queries, AttentionMemory memory, Tensor? mask, AttentionWeighing options) =>
        Weighed(Shares(queries, memory, mask, options), memory, options);

    /// <summary>How much each query reads of each input, <c>[batch, heads, queries, inputs]</c>, before dropout.</summary>
    public static Tensor Map(
        Tensor queries,
        AttentionMemory memory,
        Tensor? mask,
        AttentionWeighing options,
        bool inverted
    )
    {
        var table = inverted ? Shares(queries, memory, mask, options) : Probabilities(queries, memory, mask, options);
        return table.view(queries.shape[0], options.Heads, table.shape[1], table.shape[2]);
    }

    /// <summary>bool <c>[1, queries, inputs]</c>: the last query sees all inputs and each one before it one less.</summary>
    public static Tensor Before(long queries, long inputs, Device device) =>
        ones([queries, inputs], ScalarType.Bool, device).tril(inputs - queries).unsqueeze(0);

    private static Tensor Probabilities(Tensor queries, AttentionMemory memory, Tensor? mask, AttentionWeighing options)
    {
        var scores = NumberTypes.Full(Scores(queries, memory, options));
        return Visible(scores, mask, options) is { } visible
            ? nn
                .functional.softmax(scores.masked_fill(visible.logical_not(), double.NegativeInfinity), -1)
                .masked_fill(visible.any(-1, true).logical_not(), 0)
            : nn.functional.softmax(scores, -1);
    }

    private static Tensor Shares(Tensor queries, AttentionMemory memory, Tensor? mask, AttentionWeighing options)
    {
        // lucidrains' guard against a query without any input.
        const double Least = 1e-8;
        var scores = NumberTypes.Full(Scores(queries, memory, options));
        var shares = nn.functional.softmax(scores, 1);
        if (Visible(scores, mask, options) is { } visible)
        {
            shares = shares.masked_fill(visible.logical_not(), 0);
        }

        return shares.div(shares.sum(-1, true).clamp_min(Least));
    }

    // [batch · heads, queries, inputs]
    private static Tensor Scores(Tensor queries, AttentionMemory memory, AttentionWeighing options) =>
        SplitHeads(options.Heads, queries.mul(options.Scale))
            .bmm(SplitHeads(options.Heads, memory.Keys).transpose(1, 2));

    private static Tensor Weighed(Tensor probabilities, AttentionMemory memory, AttentionWeighing options)
    {
        if (options.Keep < 1)
        {
            var (shape, dtype, device) = (probabilities.shape, probabilities.dtype, probabilities.device);
            probabilities = probabilities.mul(DropoutMask.Draw(shape, options.Keep, options.DropoutKey, dtype, device));
        }

        var values = SplitHeads(options.Heads, memory.Values);
        return JoinHeads(options.Heads, NumberTypes.As(probabilities, values).bmm(values));
    }

    // True where a score counts, [batch · heads, queries, inputs] or what broadcasts to it; null where all do.
    private static Tensor? Visible(Tensor scores, Tensor? mask, AttentionWeighing options)
    {
        long queries = scores.shape[1],
            inputs = scores.shape[2];
        var causal = options.Causal ? Before(queries, inputs, scores.device) : null;
        var shown = mask is { } given && given.shape[0] > 1 ? given.repeat_interleave(options.Heads, 0) : mask;
        return (causal, shown) switch
        {
            (null, null) => null,
            ({ } before, null) => before,
            (null, { } only) => only,
            ({ } before, { } also) => before.logical_and(also),
        };
    }

    // [batch, n, heads · width] -> [batch, heads, n, width]
    private static Tensor Heads(long heads, Tensor x) =>
        x.view(x.shape[0], x.shape[1], heads, x.shape[2] / heads).transpose(1, 2);

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
