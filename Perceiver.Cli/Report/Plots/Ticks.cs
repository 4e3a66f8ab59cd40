using System.Globalization;

namespace Perceiver.Cli;

/// <summary>Round numbers along an axis.</summary>
internal static class Ticks
{
    /// <summary>Multiples of 1, 2, 2.5 or 5 times a power of ten that lie in the range, about <paramref name="wanted"/> of them.</summary>
    public static IReadOnlyList<double> In(double low, double high, int wanted)
    {
        if (!(high > low))
        {
            return [low];
        }

        var rough = (high - low) / wanted;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * new[] { 1, 2, 2.5, 5, 10 }.First(factor => factor * power >= rough * (1 - 1e-9));
        var first = (long)Math.Ceiling((low / step) - 1e-9);
        var last = (long)Math.Floor((high / step) + 1e-9);
        // As decimals, so that three steps of 0.1 are 0.3.
        return [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => Rounded((first + i) * step))];
    }

    /// <summary>A tick's text: at most four digits that count.</summary>
    public static string Text(double value, bool isFraction) =>
        isFraction
            ? (100 * value).ToString("0.##", CultureInfo.InvariantCulture) + " %"
            : value.ToString(
                Math.Abs(value) is >= 1e5 or (> 0 and < 1e-3) ? "0.##e0" : "#,0.####",
                CultureInfo.InvariantCulture
            );

    private static double Rounded(double value) =>
        double.Parse(value.ToString("G10", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
