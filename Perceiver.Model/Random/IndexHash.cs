using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Perceiver.Model;

/// <summary>
/// Random bits by index: two rounds of multiply and shift over a 32-bit counter, with half of the key put in before each.
/// The constants are those of C. Wellons' search for integer hashes of little bias (triple32 and lowbias32).
/// </summary>
internal readonly struct IndexHash(ulong key)
{
    private readonly uint first = (uint)key;
    private readonly uint second = (uint)(key >> 32);

    /// <summary>The bits of one index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Of(uint index)
    {
        var h = index ^ first;
        h = (h ^ (h >> 17)) * 0xED5AD4BBu;
        h = (h ^ (h >> 11)) * 0xAC4C1B51u;
        h = (h ^ (h >> 15)) * 0x31848BABu;
        h = (h ^ (h >> 14)) + second;
        h = (h ^ (h >> 16)) * 0x7FEB352Du;
        h = (h ^ (h >> 15)) * 0x846CA68Bu;
        return h ^ (h >> 16);
    }

    /// <summary>The bits of eight indices.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<uint> Of(Vector256<uint> index)
    {
        var h = index ^ Vector256.Create(first);
        h = (h ^ (h >>> 17)) * Vector256.Create(0xED5AD4BBu);
        h = (h ^ (h >>> 11)) * Vector256.Create(0xAC4C1B51u);
        h = (h ^ (h >>> 15)) * Vector256.Create(0x31848BABu);
        h = (h ^ (h >>> 14)) + Vector256.Create(second);
        h = (h ^ (h >>> 16)) * Vector256.Create(0x7FEB352Du);
        h = (h ^ (h >>> 15)) * Vector256.Create(0x846CA68Bu);
        return h ^ (h >>> 16);
    }
}
