using System.Globalization;

namespace Perceiver.Config;

/// <summary>Puts overrides into a tree. What they say is checked later, by the schema, like everything else.</summary>
internal static class Overrides
{
    public static YamlNode Apply(YamlNode tree, IReadOnlyList<ConfigOverride> overrides, ICollection<Finding> findings)
    {
        foreach (var one in overrides)
        {
            var origin = one.ToString();
            var key = new Span(0, one.Path.Length, 1, 1, 1, one.Path.Length + 1, origin);
            var segments = one.Path.Split('.');
            if (segments.Any(segment => segment.Trim().Length == 0) || segments.Length >= YamlTree.MaxDepth)
            {
                Report(findings, key, one.Path, "keys are joined by single dots.");
                continue;
            }

            if (segments[0] == Extension.Key)
            {
                Report(findings, key, one.Path, "what a config extends is said in its file.");
                continue;
            }

            if (Value(one.Value, origin, findings) is { } value)
            {
                tree = Put(tree, segments, 0, value, key, findings);
            }
        }

        return tree;
    }

    private static YamlNode? Value(string text, string origin, ICollection<Finding> findings) =>
        text.Trim().Length == 0
            ? new YamlNode.Scalar("", true, new(0, 0, 1, 1, 1, 1, origin))
            : YamlTree.Parse(text, findings, origin);

    private static YamlNode Put(
        YamlNode node,
        string[] path,
        int at,
        YamlNode value,
        Span key,
        ICollection<Finding> findings
    )
    {
        if (at == path.Length)
        {
            return value;
        }

        if (node is YamlNode.Sequence list)
        {
            return PutInList(list, path, at, value, key, findings);
        }

        // A lone word is a kind: going below it keeps the kind. Nothing at all becomes a mapping.
        var mapping = node switch
        {
            YamlNode.Mapping given => given,
            YamlNode.Scalar { IsNull: false } word => new YamlNode.Mapping([new("kind", word.Span, word)], word.Span),
            _ => new YamlNode.Mapping([], key),
        };
        var old = mapping.Find(path[at]);
        var next = Put(old?.Value ?? new YamlNode.Scalar("", true, key), path, at + 1, value, key, findings);
        var isBelow = at + 1 < path.Length && old?.Value is (YamlNode.Mapping or YamlNode.Sequence);
        var entry = new YamlEntry(path[at], isBelow ? old!.KeySpan : key, next);
        return mapping with
        {
            Entries = old is null
                ? [.. mapping.Entries, entry]
                : mapping.Entries.Select(each => each.Key == path[at] ? entry : each).ToEquatableArray(),
        };
    }

    private static YamlNode PutInList(
        YamlNode.Sequence list,
        string[] path,
        int at,
        YamlNode value,
        Span key,
        ICollection<Finding> findings
    )
    {
        if (
            !int.TryParse(path[at], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || index >= list.Items.Count
        )
        {
            var places = list.Items.Count == 0 ? "it is empty" : $"its places are 0 to {list.Items.Count - 1}";
            Report(findings, key, string.Join(".", path), $"'{path[at]}' is no place in that list; {places}.");
            return list;
        }

        var items = list.Items.ToArray();
        items[index] = Put(items[index], path, at + 1, value, key, findings);
        return list with { Items = items.ToEquatableArray() };
    }

    private static void Report(ICollection<Finding> findings, Span span, string path, string why) =>
        findings.Add(new(Rules.BadOverride, [path, why], span));
}
