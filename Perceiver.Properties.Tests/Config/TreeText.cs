using Perceiver.Config;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Edits of a tree of settings, and the tree as text.</summary>
internal static class TreeText
{
    /// <summary>Every key, with the keys that lead to it; a number is a place in a list.</summary>
    public static IEnumerable<string[]> Paths(YamlNode node) =>
        node switch
        {
            YamlNode.Mapping map => map.Entries.SelectMany(entry =>
                Paths(entry.Value).Select(below => (string[])[entry.Key, .. below]).Prepend([entry.Key])
            ),
            YamlNode.Sequence list => list.Items.SelectMany(
                (item, i) => Paths(item).Select(below => (string[])[i.ToString(), .. below])
            ),
            _ => [],
        };

    /// <summary>The tree with an entry changed; <paramref name="change"/> gives null to take it out.</summary>
    public static YamlNode Edit(YamlNode node, ReadOnlySpan<string> path, Func<YamlEntry, YamlEntry?> change)
    {
        switch (node)
        {
            case YamlNode.Mapping map:
                var entries = new List<YamlEntry>();
                foreach (var entry in map.Entries)
                {
                    var kept =
                        entry.Key != path[0] ? entry
                        : path.Length == 1 ? change(entry)
                        : entry with { Value = Edit(entry.Value, path[1..], change) };
                    if (kept is not null)
                    {
                        entries.Add(kept);
                    }
                }

                return map with
                {
                    Entries = entries.ToEquatableArray(),
                };
            case YamlNode.Sequence list:
                var items = list.Items.ToArray();
                var index = int.Parse(path[0]);
                items[index] = Edit(items[index], path[1..], change);
                return list with { Items = items.ToEquatableArray() };
            default:
                return node;
        }
    }

    /// <summary>A value as a text has it.</summary>
    public static YamlNode Value(string text) =>
        text == "null" ? new YamlNode.Scalar(text, true, default) : YamlTree.Parse(text, [])!;

    /// <summary>The tree as a text that compiles to the same.</summary>
    public static string Write(YamlNode root) =>
        string.Concat(((YamlNode.Mapping)root).Entries.Select(entry => $"{entry.Key}: {Flow(entry.Value)}\n"));

    /// <summary>A value on one line.</summary>
    public static string Flow(YamlNode node) =>
        node switch
        {
            YamlNode.Mapping map => "{" + string.Join(", ", map.Entries.Select(e => $"{e.Key}: {Flow(e.Value)}")) + "}",
            YamlNode.Sequence list => "[" + string.Join(", ", list.Items.Select(Flow)) + "]",
            YamlNode.Scalar { Plain: true } scalar => scalar.Text,
            YamlNode.Scalar scalar => "'" + scalar.Text.Replace("'", "''", StringComparison.Ordinal) + "'",
            _ => "",
        };
}
