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

    /// <summary>A number from Beta(<paramref name="alpha"/>, <paramref name="alpha"/>), in [0, 1].</summary>
    public double Beta(double alpha)
    {
        var (first, second) = (Gamma(alpha), Gamma(alpha));

        // Where both are too small for a number, all lies at the ends.
        return first + second > 0 ? first / (first + second)
            : Uniform() < 0.5 ? 0
            : 1;
    }

    // Marsaglia and Tsang (2000); below 1 by the usual power of a uniform number.
    private double Gamma(double alpha)
    {
        if (alpha < 1)
        {
            return Gamma(alpha + 1) * Math.Pow(1 - Uniform(), 1 / alpha);
        }

        var d = alpha - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - Uniform()) < (0.5 * x * x) + (d * (1 - v + Math.Log(v))))
            {
                return d * v;
            }
        }
    }

    /// <summary>A number from the standard normal distribution (Box and Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
