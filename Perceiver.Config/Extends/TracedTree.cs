namespace Perceiver.Config;

/// <summary>
/// A config's tree with what it extends merged in. Every node knows whose text it stands in, so that a finding can be
/// told apart from one that the base has by itself.
/// </summary>
/// <param name="Tree">The tree without the key <c>extends</c>; null where there is none.</param>
/// <param name="Whole">Whether nothing that the config extends is missing.</param>
/// <param name="Place">Where it says what it extends.</param>
/// <param name="Inherited">The findings that the base has by itself.</param>
/// <param name="Bases">Names of the bases, the nearest first.</param>
internal sealed record TracedTree(
    YamlNode? Tree,
    bool Whole,
    Span Place,
    HashSet<Finding> Inherited,
    EquatableArray<string> Bases
)
{
    /// <summary>Reads a config and its bases. <paramref name="within"/> is its name where it is itself a base.</summary>
    public static TracedTree Read(ConfigText config, ConfigBases bases, string? within, List<Finding> findings)
    {
        var tree = YamlTree.Parse(config.Text, findings, null, within);
        if (tree is not YamlNode.Mapping map || map.Find(Extension.Key) is not { } extends)
        {
            return new(tree, true, Span.FileStart, [], []);
        }

        var place = new DecodeScope(findings, Extension.Key, extends.KeySpan, 1).Place(extends.Value);
        var rest = map with { Entries = map.Entries.Where(entry => entry != extends).ToEquatableArray() };
        if (Extension.Resolve(config, extends, bases, findings) is not { } found)
        {
            return new(rest, false, place, [], []);
        }

        var own = new List<Finding>();
        var below = ConfigCompiler.Trace(found, bases, [], found.Name, own);
        if (below.Tree.Present(own, found.Name).FirstOrDefault(one => one.Severity == Severity.Error) is { } first)
        {
            string[] arguments = [found.Name, first.Format(found.Name + ".yaml")];
            findings.Add(new(Rules.BrokenBase, arguments.ToEquatableArray(), place));
        }

        return new(
            below.Tree.Tree is { } lower ? TreeMerge.Over(lower, rest) : rest,
            below.Tree.Tree is not null && below.Tree.Whole,
            place,
            [.. own, .. below.Tree.Inherited],
            [found.Name, .. below.Tree.Bases]
        );
    }

    /// <summary>
    /// What the config has to answer for. What a base has by itself is reported there; what only comes up together with
    /// this config, though at a node of the base, is reported where the base is named.
    /// </summary>
    public IEnumerable<Finding> Present(IEnumerable<Finding> findings, string? within) =>
        findings
            .Where(finding => !Inherited.Contains(finding))
            .Select(finding =>
                finding.Span.Base == within
                    ? finding
                    : finding with
                    {
                        Span = Place,
                        Inherited = $"{finding.Span.Base}.yaml({finding.Span.Line},{finding.Span.Column})",
                    }
            );
}
