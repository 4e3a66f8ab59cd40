using Perceiver.Model;

namespace Perceiver.Data;

/// <summary>
/// Numbers drawn one after the other from a key: SplitMix64 (Steele, Lea, Flood 2014), seeded with the key's bits. A
/// value that lives inside one function; the key, not the stream, is what is passed around.
/// </summary>
internal struct RandomStream(RngKey key)
{
    private ulong _state = key.Bits();

    /// <summary>A number in [0, 1), a multiple of 2^-53.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Uniform(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>An integer in [0, <paramref name="count"/>), each as likely as any other.</summary>
    public int Below(int count)
    {
        // Multiply-shift, redrawing the few values that would favour some results (Lemire 2019).
        var threshold = (0UL - (ulong)count) % (ulong)count;
        while (true)
        {
            var high = Math.BigMul(Next(), (ulong)count, out var low);
            if (low >= threshold)
            {
                return (int)high;
            }
        }
    }

    /// <summary>The numbers 0 .. <paramref name="count"/> - 1 in an order drawn from the stream (Fisher-Yates).</summary>
    public int[] Permutation(int count)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            var j = Below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
