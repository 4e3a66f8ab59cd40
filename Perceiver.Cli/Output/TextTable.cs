namespace Perceiver.Cli;

/// <summary>
/// Tables as plain aligned text, the same on a terminal and in a pipe. Columns of numbers are aligned to the right.
/// </summary>
public static class TextTable
{
    /// <summary>Writes a header, a rule and the rows.</summary>
    public static void Write(
        TextWriter output,
        IReadOnlyList<string> header,
        IReadOnlyList<IReadOnlyList<string>> rows,
        params int[] numeric
    )
    {
        var widths = header
            .Select((title, column) => rows.Select(row => row[column].Length).Append(title.Length).Max())
            .ToArray();
        WriteRow(output, header, widths, numeric);
        output.WriteLine(string.Join("  ", widths.Select(width => new string('-', width))));
        foreach (var row in rows)
        {
            WriteRow(output, row, widths, numeric);
        }
    }

    private static void WriteRow(TextWriter output, IReadOnlyList<string> cells, int[] widths, int[] numeric)
    {
        var padded = cells.Select(
            (cell, column) => numeric.Contains(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])
        );
        output.WriteLine(string.Join("  ", padded).TrimEnd());
    }
}
