using System.Text;

namespace Perceiver.Config;

/// <summary>Nodes to canonical text: block style, two spaces, lists of scalars in brackets, texts quoted unless they are words.</summary>
internal static class YamlPrinter
{
    /// <summary>An empty value.</summary>
    public static YamlNode Nothing { get; } = new YamlNode.Scalar("", true, default);

    public static string Block(YamlNode.Mapping root)
    {
        var text = new StringBuilder();
        Entries(text, root, "", "");
        return text.ToString();
    }

    /// <summary>On one line.</summary>
    public static string Flow(YamlNode node) =>
        node switch
        {
            YamlNode.Scalar scalar => Scalar(scalar),
            YamlNode.Sequence list => "[" + string.Join(", ", list.Items.Select(Flow)) + "]",
            YamlNode.Mapping map => "{" + string.Join(", ", map.Entries.Select(e => $"{e.Key}: {Flow(e.Value)}")) + "}",
            _ => "",
        };

    private static void Entries(StringBuilder text, YamlNode.Mapping mapping, string first, string indent)
    {
        var lead = first;
        foreach (var entry in mapping.Entries)
        {
            text.Append(lead).Append(entry.Key).Append(':');
            Value(text, entry.Value, indent);
            lead = indent;
        }
    }

    private static void Value(StringBuilder text, YamlNode value, string indent)
    {
        switch (value)
        {
            case YamlNode.Mapping { Entries.Count: > 0 } mapping:
                text.Append('\n');
                Entries(text, mapping, indent + "  ", indent + "  ");
                break;
            case YamlNode.Sequence list when list.Items.Any(item => item is YamlNode.Mapping):
                text.Append('\n');
                foreach (var item in list.Items)
                {
                    Entries(text, (YamlNode.Mapping)item, indent + "  - ", indent + "    ");
                }

                break;
            default:
                text.Append(' ').Append(Flow(value)).Append('\n');
                break;
        }
    }

    private static string Scalar(YamlNode.Scalar scalar) =>
        scalar.Plain || IsWord(scalar.Text) ? scalar.Text : Quote(scalar.Text);

    private static bool IsWord(string text) =>
        text.Length > 0
        && text is not ("null" or "true" or "false")
        && text[0] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')
        && text.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.');

    // Settings hold no control characters (the type refuses them), so these two are all there is to escape.
    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
