using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// Where randomness comes from: a value of 128 bits that is never used up. Folding in a word or a number gives another
/// key, always the same one; what is drawn with a key depends on the path to it and on nothing else, neither on time, nor
/// on threads, nor on what else was drawn.
/// </summary>
/// <param name="High">The upper half of the key's bits.</param>
/// <param name="Low">The lower half of the key's bits.</param>
public readonly record struct RngKey(ulong High, ulong Low)
{
    // A word and a number with the same bytes must not give the same key.
    private const byte WordTag = 1;
    private const byte NumberTag = 2;

    /// <summary>The key a run starts from.</summary>
    public static RngKey FromSeed(long seed) => new RngKey(0, 0).Fold(seed);

    /// <summary>The key for the part called <paramref name="path"/>.</summary>
    public RngKey Fold(string path)
    {
        var length = Encoding.UTF8.GetByteCount(path);
        Span<byte> word = length <= 256 ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(path, word);
        return Absorb(WordTag, word);
    }

    /// <summary>The key for the part with this number (a step, an epoch, a shard, an example).</summary>
    public RngKey Fold(long number)
    {
        Span<byte> word = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(word, number);
        return Absorb(NumberTag, word);
    }

    /// <summary>64 random bits, the same at every call.</summary>
    public ulong Bits()
    {
        // SplitMix64's finaliser over both halves: the bits drawn are not the key itself.
        var bits = High ^ BitOperations.RotateLeft(Low, 29) ^ 0x9E3779B97F4A7C15UL;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
        return bits ^ (bits >> 31);
    }

    /// <summary>A generator for the engine's random functions, seeded from this key. Whoever calls this disposes it.</summary>
    /// <remarks>libtorch's CPU generator takes 32 of the seed's bits, its CUDA generator all 64.</remarks>
    public Generator NewGenerator(Device? device = null) => new(Bits(), device ?? CPU);

    private RngKey Absorb(byte tag, ReadOnlySpan<byte> word)
    {
        Span<byte> text = word.Length <= 256 ? stackalloc byte[17 + word.Length] : new byte[17 + word.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(text, High);
        BinaryPrimitives.WriteUInt64LittleEndian(text[8..], Low);
        text[16] = tag;
        word.CopyTo(text[17..]);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, digest);
        return new(
            BinaryPrimitives.ReadUInt64LittleEndian(digest),
            BinaryPrimitives.ReadUInt64LittleEndian(digest[8..])
        );
    }
}
