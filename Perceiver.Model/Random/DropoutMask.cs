using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// Masks of zeros and 1 / keep. On the CPU an element's fate is a hash of the key and of its own index: a tenth of the time
/// of libtorch's generator, which draws one number after the other, and the same bits with every libtorch.
/// </summary>
internal static class DropoutMask
{
    /// <summary>A mask in which each element is kept with probability <paramref name="keep"/>, in (0, 1).</summary>
    public static Tensor Draw(long[] shape, double keep, RngKey key, ScalarType dtype, Device device)
    {
        var mask = empty(shape, dtype, device);

        // A span holds 2 GB; what is larger, or elsewhere, is left to the engine's own generator.
        if (!Engine.Current.Can(device).HostMemory || mask.numel() * mask.element_size() > int.MaxValue)
        {
            using var generator = key.NewGenerator(device);
            return mask.bernoulli_(keep, generator).div_(keep);
        }

        var hash = new IndexHash(key.Bits());
        var limit = KeptBelow(keep);
        switch (dtype)
        {
            case ScalarType.Float32:
                Fill(MemoryMarshal.Cast<byte, float>(mask.bytes), hash, limit, (float)(1 / keep));
                return mask;
            case ScalarType.Float64:
                Fill(MemoryMarshal.Cast<byte, double>(mask.bytes), hash, limit, 1 / keep);
                return mask;
            default:
                throw new ArgumentOutOfRangeException(nameof(dtype), dtype, "Dropout needs float32 or float64.");
        }
    }

    /// <summary>An element is kept whose hash lies below this.</summary>
    public static uint KeptBelow(double keep) => (uint)Math.Min(uint.MaxValue, keep * 4294967296.0);

    internal static void Fill(Span<double> mask, IndexHash hash, uint limit, double kept)
    {
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = hash.Of((uint)i) < limit ? kept : 0;
        }
    }

    internal static void Fill(Span<float> mask, IndexHash hash, uint limit, float kept)
    {
        ref var start = ref MemoryMarshal.GetReference(mask);
        var value = Vector256.Create(kept);

        // Vectors compare signed numbers: flipping the top bit of both sides keeps the order of unsigned ones.
        var flip = Vector256.Create(0x8000_0000u);
        var flippedLimit = (Vector256.Create(limit) ^ flip).AsInt32();
        var i = 0;
        for (; i <= mask.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var bits = hash.Of(Vector256.Create((uint)i) + Vector256<uint>.Indices) ^ flip;
            var isKept = Vector256.LessThan(bits.AsInt32(), flippedLimit);
            Vector256.StoreUnsafe(isKept.AsSingle() & value, ref start, (nuint)i);
        }

        for (; i < mask.Length; i++)
        {
            mask[i] = hash.Of((uint)i) < limit ? kept : 0;
        }
    }
}
