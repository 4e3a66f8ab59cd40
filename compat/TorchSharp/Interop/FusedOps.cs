using static TorchSharp.torch;

namespace Perceiver.Libtorch;

/// <summary>Operators of the engine's own, which TorchSharp does not have.</summary>
internal static class FusedOps
{
    private static readonly Operation ScaledDotProduct = new("aten::scaled_dot_product_attention");

    /// <summary>Whether libtorch has an operator.</summary>
    internal static unsafe bool Has(ReadOnlySpan<byte> name, ReadOnlySpan<byte> overload)
    {
        fixed (byte* first = name)
        fixed (byte* second = overload)
            return NativeMethods.px_has_operator(first, second) > 0;
    }

    /// <summary>libtorch 2's own attention, <c>[batch, heads, n, width]</c>.</summary>
    /// <param name="queries"><c>[batch, heads, queries, width]</c>.</param>
    /// <param name="keys"><c>[batch, heads, inputs, width]</c>.</param>
    /// <param name="values"><c>[batch, heads, inputs, value width]</c>.</param>
    /// <param name="dropped">Share of the probabilities that are dropped.</param>
    /// <param name="causal">Whether query i sees inputs 0 to i.</param>
    /// <param name="scale">What scores are multiplied with.</param>
    /// <param name="seed">It draws from the device's own generator, which starts here.</param>
    internal static Tensor Attend(
        Tensor queries,
        Tensor keys,
        Tensor values,
        double dropped,
        bool causal,
        double scale,
        ulong seed
    )
    {
        if (dropped > 0)
        {
            var device = queries.device;
            if (NativeMethods.px_seed_default((long)device.type, device.index, seed) < 0)
                throw TorchOperationException.From("generator", queries);
        }
        return ScaledDotProduct.Run(queries, keys, values, Argument.None, dropped, causal, scale);
    }

    /// <summary>Multi-head attention in one operator (native/attention.cpp); float32 and float64 on the CPU.</summary>
    /// <param name="queries"><c>[batch, queries, heads * width]</c>.</param>
    /// <param name="keys"><c>[batch, inputs, heads * width]</c>.</param>
    /// <param name="values"><c>[batch, inputs, heads * value width]</c>.</param>
    /// <param name="mask">bool <c>[batch or 1, queries or 1, inputs]</c>, true where an input may be seen; null shows all.</param>
    /// <param name="heads">Heads side by side in each row.</param>
    /// <param name="scale">What scores are multiplied with.</param>
    /// <param name="causal">The last query sees all inputs, each one before it sees one less.</param>
    /// <param name="drops">Whether probabilities are dropped; what follows says which.</param>
    /// <param name="keptBelow">An element is kept whose hash lies below.</param>
    /// <param name="key">The key of the hash.</param>
    /// <param name="keptValue">What a kept probability is multiplied with.</param>
    internal static Tensor Attention(
        Tensor queries,
        Tensor keys,
        Tensor values,
        Tensor? mask,
        long heads,
        double scale,
        bool causal,
        bool drops,
        uint keptBelow,
        ulong key,
        double keptValue
    )
    {
        var result = NativeMethods.px_attention(
            queries.Handle,
            keys.Handle,
            values.Handle,
            mask?.Handle ?? 0,
            heads,
            scale,
            causal ? 1 : 0,
            drops ? 1 : 0,
            keptBelow,
            key,
            keptValue
        );
        if (result == 0)
            throw TorchOperationException.From("perceiver::attention", queries, keys, values);
        GC.KeepAlive(queries);
        GC.KeepAlive(keys);
        GC.KeepAlive(values);
        GC.KeepAlive(mask);
        return new Tensor(result);
    }

    /// <summary>Layer norm over the last axis (native/layers.cpp); float32 or float64 on the CPU.</summary>
    internal static Tensor Norm(Tensor x, Tensor weight, Tensor bias, double epsilon)
    {
        var result = NativeMethods.px_norm(x.Handle, weight.Handle, bias.Handle, epsilon);
        if (result == 0)
            throw TorchOperationException.From("perceiver::norm", x, weight, bias);
        GC.KeepAlive(x);
        GC.KeepAlive(weight);
        GC.KeepAlive(bias);
        return new Tensor(result);
    }

    /// <summary>The sum of two tensors of one shape, and its layer norm.</summary>
    internal static unsafe (Tensor Sum, Tensor Normed) SumAndNorm(
        Tensor left,
        Tensor right,
        Tensor weight,
        Tensor bias,
        double epsilon
    )
    {
        var results = stackalloc nint[2];
        if (NativeMethods.px_sum_and_norm(left.Handle, right.Handle, weight.Handle, bias.Handle, epsilon, results) < 0)
            throw TorchOperationException.From("perceiver::sum_and_norm", left, right, weight, bias);
        GC.KeepAlive(left);
        GC.KeepAlive(right);
        GC.KeepAlive(weight);
        GC.KeepAlive(bias);
        return (new Tensor(results[0]), new Tensor(results[1]));
    }

    /// <summary>The exact GELU of rows with a bias added to each; null adds nothing.</summary>
    internal static Tensor BiasGelu(Tensor x, Tensor? bias)
    {
        var result = NativeMethods.px_bias_gelu(x.Handle, bias?.Handle ?? 0);
        if (result == 0)
            throw TorchOperationException.From("perceiver::bias_gelu", x);
        GC.KeepAlive(x);
        GC.KeepAlive(bias);
        return new Tensor(result);
    }

    /// <summary>AdamW or LAMB over all parameters at once (native/optimizer.cpp); float32 or float64 on the CPU, dense.</summary>
    /// <param name="tensors">
    /// Seven for each parameter: gradient, weight, first and second moment before, and the three after, which are written
    /// and may be those before.
    /// </param>
    /// <param name="own">For each parameter 1 if it decays, plus 2 if its step is scaled to its norm.</param>
    /// <param name="rule">What holds for all.</param>
    internal static unsafe void Update(IReadOnlyList<Tensor> tensors, byte[] own, UpdateRule rule)
    {
        var handles = new nint[tensors.Count];
        for (var i = 0; i < handles.Length; i++)
            handles[i] = tensors[i].Handle;
        fixed (nint* all = handles)
        fixed (byte* each = own)
        {
            if (NativeMethods.px_update(all, each, own.Length, &rule) < 0)
                throw TorchOperationException.From("perceiver::update", [.. tensors.Take(1)]);
        }
        GC.KeepAlive(tensors);
    }
}
