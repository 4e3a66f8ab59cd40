using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Leaves out whole inputs: a step sees other parts of the byte array each time, and is the cheaper for it.</summary>
internal static class InputDropout
{
    /// <summary>The inputs that are kept, <c>[batch, kept, channels]</c>, in their order; as many for each example.</summary>
    /// <param name="inputs"><c>[batch, inputs, channels]</c>.</param>
    /// <param name="share">Share left out, in [0, 1); at least one input is kept.</param>
    /// <param name="key">Decides which; null means evaluation, which keeps all.</param>
    public static Tensor Apply(Tensor inputs, double share, RngKey? key) => Apply(inputs, null, share, key).Inputs;

    /// <summary>As above, and of a mask <c>[batch, inputs]</c> the same part.</summary>
    /// <param name="inputs"><c>[batch, inputs, channels]</c>.</param>
    /// <param name="mask">bool <c>[batch, inputs]</c>, or null.</param>
    /// <param name="share">Share left out of those that may be, in [0, 1).</param>
    /// <param name="key">Decides which; null means evaluation, which keeps all.</param>
    /// <param name="last">So many of the last inputs are always kept: those that an autoregressive model's latents are.</param>
    public static KeptInputs Apply(Tensor inputs, Tensor? mask, double share, RngKey? key, int last = 0)
    {
        var (batch, count) = ((int)inputs.shape[0], (int)inputs.shape[1]);
        var free = count - last;
        if (key is not { } present || share == 0 || free <= 0)
        {
            return new(inputs, mask, null);
        }

        var drawn = (int)Math.Round(free * (1 - share));
        var kept = last + (last == 0 ? Math.Max(1, drawn) : drawn);
        var indices = new long[batch * kept];
        for (var i = 0; i < batch; i++)
        {
            var own = indices.AsSpan(i * kept, kept);
            Keep(new IndexHash(present.Fold(i).Bits()), free, own[..(kept - last)]);
            for (var j = 0; j < last; j++)
            {
                own[kept - last + j] = free + j;
            }
        }

        var places = tensor(indices, [batch, kept], device: inputs.device);
        return new(
            inputs.gather(1, places.unsqueeze(2).expand(batch, kept, inputs.shape[2])),
            mask?.gather(1, places),
            places
        );
    }

    // Those whose random bits are lowest, ascending.
    internal static void Keep(IndexHash hash, int count, Span<long> kept)
    {
        var bits = new uint[count];
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            (bits[i], order[i]) = (hash.Of((uint)i), i);
        }

        Array.Sort(bits, order);
        Array.Sort(order, 0, kept.Length);
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = order[i];
        }
    }
}
