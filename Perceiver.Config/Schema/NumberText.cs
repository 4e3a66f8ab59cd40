using System.Globalization;

namespace Perceiver.Config;

/// <summary>Numbers to and from text: one spelling out, the usual spellings in, never the machine's culture.</summary>
public static class NumberText
{
    /// <summary>The canonical spelling: the fewest of 15 to 17 digits that read back as the same number.</summary>
    public static string Format(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        // Not "R": it differs between .NET Framework, where an IDE may run the generator, and .NET.
        var text = value.ToString("G15", CultureInfo.InvariantCulture);
        for (var digits = 16; digits <= 17 && Read(text) != value; digits++)
        {
            text = value.ToString("G" + digits, CultureInfo.InvariantCulture);
        }

        var exponent = text.IndexOf('E');
        return exponent < 0
            ? text
            : text.Substring(0, exponent)
                + "e"
                + int.Parse(text.Substring(exponent + 1), CultureInfo.InvariantCulture)
                    .ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A whole number without separators.</summary>
    public static string Format(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a text is spelled like a number: digits, perhaps with _ between them, a point, an exponent.</summary>
    public static bool IsNumber(string text) => TryRead(text, out _);

    /// <summary>The number that a text spells; infinite where it is too large for a double.</summary>
    public static bool TryRead(string text, out double value)
    {
        value = 0;
        if (text.Length > 400 || !HasNumberForm(text))
        {
            return false;
        }

        value = Read(text.Replace("_", ""));
        return true;
    }

    /// <summary>The whole number that a text spells, also as 1e3 or 64.0.</summary>
    public static bool TryReadInteger(string text, out long value)
    {
        value = 0;
        if (!TryRead(text, out var number))
        {
            return false;
        }

        if (
            long.TryParse(text.Replace("_", ""), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
        )
        {
            return true;
        }

        // Whole numbers beyond 2^53 must be written in digits, and what a double would silently round is no whole number.
        if (
            number != Math.Floor(number)
            || Math.Abs(number) > 9_007_199_254_740_992
            || !decimal.TryParse(text.Replace("_", ""), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            || exact != Math.Floor(exact)
            || (exact == 0 && HasDigits(text))
        )
        {
            return false;
        }

        value = (long)exact;
        return true;
    }

    // Whether a digit other than 0 stands before the exponent.
    private static bool HasDigits(string text) => text.Split('e', 'E')[0].Any(c => c is >= '1' and <= '9');

    private static double Read(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : double.PositiveInfinity;

    // [+-] digits [. digits] [e [+-] digits], where digits may have single underscores inside and one side of the point may be empty.
    private static bool HasNumberForm(string text)
    {
        var at = text.Length > 0 && text[0] is ('+' or '-') ? 1 : 0;
        var whole = Digits(text, ref at);
        var fraction = 0;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            fraction = Digits(text, ref at);
        }

        if (whole + fraction == 0)
        {
            return false;
        }

        if (at < text.Length && text[at] is ('e' or 'E'))
        {
            at++;
            at += at < text.Length && text[at] is ('+' or '-') ? 1 : 0;
            if (Digits(text, ref at) == 0)
            {
                return false;
            }
        }

        return at == text.Length;
    }

    private static int Digits(string text, ref int at)
    {
        var count = 0;
        while (at < text.Length && (IsDigit(text, at) || (text[at] == '_' && count > 0 && IsDigit(text, at + 1))))
        {
            at++;
            count++;
        }

        return count;
    }

    private static bool IsDigit(string text, int at) => at < text.Length && text[at] is >= '0' and <= '9';
}
