namespace Perceiver.Config;

/// <summary>Which settings of a tree could not be read, so that rules that need them stay silent and all others speak.</summary>
internal sealed class FailedPaths
{
    private readonly List<string> _failed = [];
    private readonly Dictionary<Span, string> _paths = [];

    public FailedPaths(YamlNode tree, IEnumerable<Finding> findings)
    {
        Walk(tree, "");
        foreach (var finding in findings.Where(one => one.Severity == Severity.Error))
        {
            var path = _paths.TryGetValue(finding.Span, out var known) ? known : "";
            _failed.Add(
                finding.Rule == Rules.MissingKey ? Missing(finding, path)
                : finding.Rule == Rules.UnknownKey ? Meant(finding, path)
                : path
            );
        }
    }

    /// <summary>Whether all of a setting was read: nothing above it, in it or below it failed.</summary>
    public bool Has(string path) => !_failed.Any(failed => Contains(failed, path) || Contains(path, failed));

    private static bool Contains(string outer, string inner) =>
        outer.Length == 0
        || inner == outer
        || (inner.StartsWith(outer, StringComparison.Ordinal) && inner[outer.Length] == '.');

    private static string Below(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    // What is missing is reported at the group that lacks it, if that is written at all, or else above.
    private static string Missing(Finding finding, string path)
    {
        var (key, group) = (finding.Arguments[0], finding.Arguments[1]);
        return group == ConfigSchema.Root.Name ? key
            : path.Substring(path.LastIndexOf('.') + 1) == group ? Below(path, key)
            : path;
    }

    // A key that nobody knows stands for the one that it nearly is. Where it is none at all, nothing is missing.
    private static string Meant(Finding finding, string path)
    {
        var parts = finding.Arguments[2].Split('\'');
        var parent = path.Contains('.') ? path.Substring(0, path.LastIndexOf('.')) : "";
        return parts.Length == 3 ? Below(parent, parts[1]) : path;
    }

    private void Walk(YamlNode node, string path)
    {
        switch (node)
        {
            case YamlNode.Mapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    var inner = Below(path, entry.Key);
                    _paths[entry.KeySpan] = inner;
                    Walk(entry.Value, inner);
                }

                break;
            case YamlNode.Sequence list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    var inner = Below(path, NumberText.Format(i));
                    _paths[list.Items[i].Span] = inner;
                    Walk(list.Items[i], inner);
                }

                break;
            case YamlNode.Broken:
                _failed.Add(path);
                break;
            default:
                _paths[node.Span] = path;
                break;
        }
    }
}
