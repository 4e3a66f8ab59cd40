namespace Perceiver.Config;

/// <summary>A few lines of a config, with the keys that they stand under.</summary>
internal static class Excerpt
{
    private const int LongLine = 110;

    /// <summary>The lines from <paramref name="start"/> on, and above them the lines that they are indented under.</summary>
    public static string Of(string text, int start, int length)
    {
        var lines = text.Split('\n');
        var first = text.Substring(0, start).Count(c => c == '\n');
        var last = first + text.Substring(start, length).Count(c => c == '\n');
        var shown = new List<string>();
        var depth = Indent(lines[first]);
        for (var i = first - 1; i >= 0 && depth > 0; i--)
        {
            if (Indent(lines[i]) < depth)
            {
                depth = Indent(lines[i]);
                shown.Insert(0, lines[i]);
            }
        }

        return string.Join("\n", shown.Concat(lines.Skip(first).Take(last - first + 1)));
    }

    /// <summary>A line as a page shows it: not endless, and with characters that cannot be seen spelled out.</summary>
    public static string Line(string line)
    {
        var seen = string.Concat(line.Select(c => char.IsControl(c) ? $"<U+{(int)c:X4}>" : c.ToString()));
        return seen.Length <= LongLine ? seen : seen.Substring(0, LongLine - 3) + "...";
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;
}
