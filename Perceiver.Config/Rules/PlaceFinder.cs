using System.Globalization;

namespace Perceiver.Config;

/// <summary>From the path of a setting to its place in the text; of one that is not written, the nearest that is.</summary>
/// <param name="tree">The settings.</param>
/// <param name="findings">Receives what is wrong.</param>
/// <param name="layers">Whose texts the tree is made of, the nearest first (<see cref="Span.Base"/>).</param>
internal sealed class PlaceFinder(YamlNode tree, ICollection<Finding> findings, EquatableArray<string?> layers)
{
    /// <summary>
    /// Reports at the first of the paths that is written out, or else as near as the first path comes. What the config
    /// itself says goes before what it extends, and an override before both: the blame lies with what was added last.
    /// </summary>
    public void Report(Rule rule, string[] paths, params string[] arguments)
    {
        var found = paths.Select(Find).ToArray();
        var place = found.Where(one => one.Exact).OrderBy(one => Layer(one.Span)).Append(found[0]).First();
        findings.Add(new(rule, arguments.ToEquatableArray(), place.Span));
    }

    /// <summary>Whether the text itself has the setting.</summary>
    public bool IsWritten(string path) => Find(path).Exact;

    private (Span Span, bool Exact) Find(string path)
    {
        var node = tree;
        var span = node is YamlNode.Mapping { Entries.Count: > 0 } root ? root.Entries[0].KeySpan : Span.FileStart;
        foreach (var segment in path.Split('.'))
        {
            switch (node)
            {
                case YamlNode.Mapping mapping when mapping.Find(segment) is { } entry:
                    (node, span) = (entry.Value, Narrow(entry.Value, entry.KeySpan));
                    break;
                case YamlNode.Sequence list
                    when int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                        && index < list.Items.Count:
                    (node, span) = (list.Items[index], list.Items[index].Span);
                    break;
                default:
                    return (span, false);
            }
        }

        return (span, true);
    }

    private int Layer(Span span) => span.Origin is not null ? -1 : Array.IndexOf([.. layers], span.Base);

    private static Span Narrow(YamlNode value, Span key) =>
        value is YamlNode.Scalar { Span.Length: > 0 } ? value.Span : key;
}
