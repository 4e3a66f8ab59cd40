using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>Position codes that are fixed tables: functions of the config alone, so that no checkpoint holds them.</summary>
internal static class FixedCodes
{
    // Not the run's key: a forward pass has none, and another seed is no other model.
    private static readonly RngKey Key = RngKey.FromSeed(0).Fold("positions.random");

    /// <summary>The table, <c>places · width</c> numbers, row by row; null where the code is of another kind.</summary>
    /// <param name="positions">The code.</param>
    /// <param name="places">Rows.</param>
    /// <param name="width">Numbers of each.</param>
    public static double[]? Of(PositionConfig positions, int places, int width) =>
        positions switch
        {
            PositionConfig.Sinusoidal sines => Sines(places, width, sines.MaxWavelength),
            PositionConfig.Random random => Normal(places * width, random.Scale),
            _ => null,
        };

    /// <summary>How a code joins the inputs.</summary>
    public static PositionCombine Combine(PositionConfig positions) =>
        positions switch
        {
            PositionConfig.Sinusoidal sines => sines.Combine,
            PositionConfig.Random random => random.Combine,
            _ => PositionCombine.Add,
        };

    // Half of a row are sines, half cosines, at frequencies from 1 down to 1 / longest in equal ratios; an odd last is 0.
    private static double[] Sines(int places, int width, double longest)
    {
        var table = new double[places * width];
        var half = width / 2;
        for (var place = 0; place < places; place++)
        {
            for (var i = 0; i < half; i++)
            {
                var angle = place * Math.Pow(longest, half == 1 ? 0 : -(double)i / (half - 1));
                table[(place * width) + i] = Math.Sin(angle);
                table[(place * width) + half + i] = Math.Cos(angle);
            }
        }

        return table;
    }

    // Box and Muller, each number from two hashes of its index: a longer table begins with a shorter one of its width.
    private static double[] Normal(int count, double scale)
    {
        const double Unit = 1 / 4294967296.0;
        var (first, second) = (new IndexHash(Key.Fold(1).Bits()), new IndexHash(Key.Fold(2).Bits()));
        var table = new double[count];
        for (var i = 0; i < count; i++)
        {
            var (length, angle) = ((first.Of((uint)i) + 1.0) * Unit, second.Of((uint)i) * Unit);
            table[i] = scale * Math.Sqrt(-2 * Math.Log(length)) * Math.Cos(2 * Math.PI * angle);
        }

        return table;
    }
}
