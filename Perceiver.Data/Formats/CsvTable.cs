using System.Text;
using LanguageExt;
using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>Comma-separated values with a header line (RFC 4180: quoted fields may hold commas, quotes and lines).</summary>
/// <param name="Columns">The header.</param>
/// <param name="Rows">The other records, each as long as the header.</param>
internal sealed record CsvTable(EquatableArray<string> Columns, IReadOnlyList<CsvRow> Rows)
{
    /// <summary>Reads CSV text; <paramref name="where"/> names it in messages.</summary>
    public static Either<DataError, CsvTable> Parse(string text, string where)
    {
        var records = new List<CsvRow>();
        var position = text.StartsWith('\uFEFF') ? 1 : 0;
        var line = 1;
        while (position < text.Length)
        {
            var start = line;
            if (ReadRecord(text, ref position, ref line) is not { } fields)
            {
                return new DataError($"{where}({start}): a quoted field is not closed; close the quote");
            }

            if (fields is not [""])
            {
                records.Add(new CsvRow(start, fields.ToEquatableArray()));
            }
        }

        if (records.Count == 0)
        {
            return new DataError($"{where} is empty; it needs a header line and a line per image");
        }

        var header = records[0].Fields;
        foreach (var row in records)
        {
            if (row.Fields.Count != header.Count)
            {
                return new DataError(
                    $"{where}({row.Line}): {row.Fields.Count} fields where the header has {header.Count}; quote fields that hold a comma"
                );
            }
        }

        records.RemoveAt(0);
        return new CsvTable(header, records);
    }

    /// <summary>The index of a column, or an error that names the columns there are.</summary>
    public Either<DataError, int> Column(string name, string where)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Trim() == name)
            {
                return i;
            }
        }

        var hint = Suggestions.Closest(name, Columns) is { } close ? $"; did you mean '{close}'?" : "";
        return new DataError($"{where} has no column '{name}' (it has {string.Join(", ", Columns)}){hint}");
    }

    /// <summary>One record from <paramref name="position"/> on; null where a quote stays open.</summary>
    private static List<string>? ReadRecord(string text, ref int position, ref int line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        while (position < text.Length)
        {
            var c = text[position++];
            line += c == '\n' ? 1 : 0;
            switch (c)
            {
                case '"' when quoted && position < text.Length && text[position] == '"':
                    field.Append('"');
                    position++;
                    break;
                case '"' when quoted || field.Length == 0:
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    fields.Add(field.ToString());
                    field.Clear();
                    break;
                case '\r' when !quoted && position < text.Length && text[position] == '\n':
                    break;
                case '\n' when !quoted:
                    fields.Add(field.ToString());
                    return fields;
                default:
                    field.Append(c);
                    break;
            }
        }

        fields.Add(field.ToString());
        return quoted ? null : fields;
    }
}
