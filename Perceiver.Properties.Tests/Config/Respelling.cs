using System.Globalization;
using Perceiver.Config;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Other spellings of the same config: keys shuffled, numbers written otherwise, brackets, comments, blank lines.</summary>
internal static class Respelling
{
    public static string Of(string canonical, Random random)
    {
        var tree = (YamlNode.Mapping)YamlTree.Parse(canonical, [])!;
        var lines = Shuffled(tree.Entries, random)
            .Select(entry => $"{Comment(random)}{entry.Key}: {Flow(entry.Value, random)}{Trailing(random)}\n");
        return string.Concat(lines) + Comment(random);
    }

    private static string Flow(YamlNode node, Random random) =>
        node switch
        {
            YamlNode.Mapping map => "{"
                + string.Join(", ", Shuffled(map.Entries, random).Select(e => $"{e.Key}: {Flow(e.Value, random)}"))
                + "}",
            YamlNode.Sequence list => "[" + string.Join(", ", list.Items.Select(item => Flow(item, random))) + "]",
            YamlNode.Scalar { Plain: true } scalar => Plain(scalar.Text, random),
            YamlNode.Scalar scalar => "'" + scalar.Text.Replace("'", "''", StringComparison.Ordinal) + "'",
            _ => "",
        };

    private static string Plain(string text, Random random) =>
        text == "null"
            ? random.Next(2) == 0
                ? "~"
                : "null"
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? Whole(whole, random)
                : NumberText.TryRead(text, out var number)
                    ? Fraction(number, text, random)
                    : text;

    // A text that looks like a number stays one: the canonical text has such texts in quotes.
    private static string Whole(long value, Random random) =>
        (Math.Abs(value) < 1L << 50 ? random.Next(5) : random.Next(2)) switch
        {
            0 => "+" + value.ToString(CultureInfo.InvariantCulture),
            1 => value.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '_'),
            2 => value.ToString(CultureInfo.InvariantCulture) + ".0",
            3 => value.ToString(CultureInfo.InvariantCulture) + "e0",
            _ => "00" + value.ToString(CultureInfo.InvariantCulture),
        };

    private static string Fraction(double value, string text, Random random) =>
        random.Next(3) switch
        {
            0 => value.ToString("E16", CultureInfo.InvariantCulture),
            1 => "+" + text,
            _ => text,
        };

    private static string Comment(Random random) =>
        random.Next(3) switch
        {
            0 => "# a remark: [with, {brackets\n",
            1 => "\n",
            _ => "",
        };

    private static string Trailing(Random random) => random.Next(2) == 0 ? "  # more" : "";

    private static YamlEntry[] Shuffled(IEnumerable<YamlEntry> entries, Random random)
    {
        var all = entries.ToArray();
        random.Shuffle(all);
        return all;
    }
}
