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
    public static (Tensor Inputs, Tensor? Mask) Apply(Tensor inputs, Tensor? mask, double share, RngKey? key)
    {
        if (key is not { } present || share == 0)
        {
            return (inputs, mask);
        }

        var (batch, count) = ((int)inputs.shape[0], (int)inputs.shape[1]);
        var kept = Math.Max(1, (int)Math.Round(count * (1 - share)));
        var indices = new long[batch * kept];
        for (var i = 0; i < batch; i++)
        {
            Keep(new IndexHash(present.Fold(i).Bits()), count, indices.AsSpan(i * kept, kept));
        }

        var index = tensor(indices, [batch, kept, 1], device: inputs.device);
        return (inputs.gather(1, index.expand(batch, kept, inputs.shape[2])), mask?.gather(1, index.squeeze(2)));
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
