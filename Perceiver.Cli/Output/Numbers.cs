using System.Globalization;

namespace Perceiver.Cli;

/// <summary>Numbers as people read them.</summary>
public static class Numbers
{
    /// <summary>9,697,637.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>91.23 %.</summary>
    public static string Percent(double fraction) =>
        (fraction * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary>0.4123.</summary>
    public static string Loss(double loss) => loss.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>23.1 M.</summary>
    public static string Short(double number) =>
        number switch
        {
            >= 1e12 => Scaled(number / 1e12, "T"),
            >= 1e9 => Scaled(number / 1e9, "G"),
            >= 1e6 => Scaled(number / 1e6, "M"),
            >= 1e3 => Scaled(number / 1e3, "k"),
            _ => number.ToString("0", CultureInfo.InvariantCulture),
        };

    /// <summary>1:02:03 or 2:03.</summary>
    public static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Clamp(Math.Round(seconds), 0, 3.6e8));
        return time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
    }

    /// <summary>All digits that make the same number again.</summary>
    public static string Exact(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Scaled(double number, string unit) =>
        number.ToString("0.0", CultureInfo.InvariantCulture) + " " + unit;
}
