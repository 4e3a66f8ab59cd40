namespace Perceiver.Model;

/// <summary>Draws tokens. Same scores, same options, same key: same token.</summary>
public static class Sampler
{
    /// <summary>The number of a token: temperature first, then the best by number, then the best by probability.</summary>
    /// <param name="scores">A score for each token; minus infinity for what may not be drawn.</param>
    /// <param name="options">Which may be drawn, and how freely.</param>
    /// <param name="key">Decides which one is.</param>
    /// <exception cref="ArgumentException">A score is no number, or none is finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static int Choose(ReadOnlySpan<double> scores, SamplingOptions options, RngKey key)
    {
        Check(options);
        var order = Ranked(scores);
        var best = scores[order[0]];
        if (!double.IsFinite(best))
        {
            throw new ArgumentException("No token has a finite score.", nameof(scores));
        }

        if (options.Temperature == 0)
        {
            return order[0];
        }

        var weights = new double[Math.Min(options.TopK ?? order.Length, order.Length)];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.Exp((scores[order[i]] - best) / options.Temperature);
        }

        var kept = Nucleus(weights, options.TopP);
        var rest = Uniform(key) * kept.ToArray().Sum();
        for (var i = 0; i < kept.Length; i++)
        {
            rest -= kept[i];
            if (rest < 0)
            {
                return order[i];
            }
        }

        // Rounding may leave a little: of what can be drawn, the last.
        return order[kept.LastIndexOfAnyExcept(0.0)];
    }

    /// <summary>A number in [0, 1) by key alone.</summary>
    public static double Uniform(RngKey key) => (key.Bits() >> 11) * (1.0 / (1UL << 53));

    // The fewest of the best that have that share of all.
    private static ReadOnlySpan<double> Nucleus(double[] weights, double share)
    {
        var wanted = share * weights.Sum();
        var (sum, count) = (0.0, 0);
        while (count < weights.Length && (count == 0 || sum < wanted))
        {
            sum += weights[count++];
        }

        return weights.AsSpan(0, count);
    }

    // Best first; of equals the one with the lower number.
    private static int[] Ranked(ReadOnlySpan<double> scores)
    {
        var (order, keys) = (new int[scores.Length], new (double, int)[scores.Length]);
        for (var i = 0; i < order.Length; i++)
        {
            if (double.IsNaN(scores[i]))
            {
                throw new ArgumentException($"The score of token {i} is no number.", nameof(scores));
            }

            (order[i], keys[i]) = (i, (-scores[i], i));
        }

        Array.Sort(keys, order);
        return order;
    }

    private static void Check(SamplingOptions options)
    {
        if (!double.IsFinite(options.Temperature) || options.Temperature < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options.Temperature,
                "The temperature is a number from 0 on."
            );
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.TopK ?? 1, 1, nameof(options));
        if (!(options.TopP > 0 && options.TopP <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.TopP, "TopP is above 0 and at most 1.");
        }
    }
}
