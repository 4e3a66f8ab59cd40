using System.Globalization;
using System.Text;

namespace Perceiver.Config;

/// <summary>Nodes to JSON: plain scalars are numbers, true, false or null where they look like it, all else is text.</summary>
internal static class JsonPrinter
{
    private const int ShortLine = 100;

    /// <summary>Over several lines; what is short stands on one.</summary>
    public static string Print(YamlNode node)
    {
        var text = new StringBuilder();
        Node(text, node, "");
        return text.Append('\n').ToString();
    }

    private static void Node(StringBuilder text, YamlNode node, string indent)
    {
        var line = Line(node);
        switch (node)
        {
            case YamlNode.Mapping map when line.Length > ShortLine:
                Block(
                    text,
                    "{}",
                    indent,
                    map.Entries,
                    (entry, inner) =>
                    {
                        text.Append(Quote(entry.Key)).Append(": ");
                        Node(text, entry.Value, inner);
                    }
                );
                break;
            case YamlNode.Sequence list when line.Length > ShortLine:
                Block(text, "[]", indent, list.Items, (item, inner) => Node(text, item, inner));
                break;
            default:
                text.Append(line);
                break;
        }
    }

    private static string Line(YamlNode node) =>
        node switch
        {
            YamlNode.Mapping map => "{"
                + string.Join(", ", map.Entries.Select(entry => $"{Quote(entry.Key)}: {Line(entry.Value)}"))
                + "}",
            YamlNode.Sequence list => "[" + string.Join(", ", list.Items.Select(Line)) + "]",
            _ => Scalar(node),
        };

    private static void Block<T>(
        StringBuilder text,
        string brackets,
        string indent,
        EquatableArray<T> items,
        Action<T, string> write
    )
    {
        var inner = indent + "  ";
        text.Append(brackets[0]);
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "\n" : ",\n").Append(inner);
            write(items[i], inner);
        }

        text.Append('\n').Append(indent).Append(brackets[1]);
    }

    private static string Scalar(YamlNode node) =>
        node switch
        {
            YamlNode.Scalar { IsNull: true } => "null",
            YamlNode.Scalar { Plain: true, Text: "true" or "false" } word => word.Text,
            YamlNode.Scalar { Plain: true } number when NumberText.IsNumber(number.Text) => number.Text,
            YamlNode.Scalar text => Quote(text.Text),
            _ => "null",
        };

    private static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            text.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    < ' ' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                    _ => c.ToString(),
                }
            );
        }

        return text.Append('"').ToString();
    }
}
