using System.Security.Cryptography;
using System.Text;

namespace Perceiver.Config;

/// <summary>
/// Text to config. The generator and the command line call the very same function: it is pure, total and never throws.
/// </summary>
public static class ConfigCompiler
{
    /// <summary>Compiles a text that extends nothing, with overrides applied in their order.</summary>
    public static Compiled Compile(string text, IReadOnlyList<ConfigOverride>? overrides = null) =>
        Compile(new ConfigText("", "", text), ConfigBases.None, overrides);

    /// <summary>Compiles a text over what it extends, with overrides applied last and in their order.</summary>
    public static Compiled Compile(ConfigText text, ConfigBases bases, IReadOnlyList<ConfigOverride>? overrides = null)
    {
        var findings = new List<Finding>();
        var traced = Trace(text, bases, overrides ?? [], null, findings);
        var presented = Sorted(traced.Tree.Present(findings, null));
        if (traced.Config is not { } config || presented.Any(one => one.Severity == Severity.Error))
        {
            return new(null, presented, null, null);
        }

        var canonical = ConfigWriter.Write(config);
        return new(config, presented, canonical, HashOf(canonical));
    }

    /// <summary>The name of the config that a text extends, or null: what a caller has to look up.</summary>
    public static string? BaseOf(string text) => Extension.NameIn(text);

    /// <summary>The hash of a canonical text.</summary>
    public static string HashOf(string canonical)
    {
        using var sha = SHA256.Create();
        var bytes = sha.ComputeHash(Encoding.UTF8.GetBytes(canonical));
        return "sha256:" + string.Concat(bytes.Select(one => one.ToString("x2")));
    }

    /// <summary>The same with findings at the nodes that they are about, whichever text those stand in.</summary>
    internal static (PerceiverConfig? Config, TracedTree Tree) Trace(
        ConfigText text,
        ConfigBases bases,
        IReadOnlyList<ConfigOverride> overrides,
        string? within,
        List<Finding> findings
    )
    {
        var traced = TracedTree.Read(text, bases, within, findings);
        if (traced.Tree is null)
        {
            return (null, traced);
        }

        var tree = Overrides.Apply(traced.Tree, overrides, findings);
        var decoded = new List<Finding>();
        var config = Decode(tree, decoded);
        // Where something extended is not there, what is missing may well have stood in it.
        findings.AddRange(decoded.Where(finding => traced.Whole || finding.Rule != Rules.MissingKey));
        if (!traced.Whole)
        {
            return (null, traced);
        }

        var readable = !HasError(findings);
        var places = new PlaceFinder(tree, findings, [within, .. traced.Bases]);
        CrossField.Check(config, places, new FailedPaths(tree, decoded));
        // Advice waits until everything can be read: it is about a config, and there is none yet.
        if (!readable)
        {
            findings.RemoveAll(one => one.Severity == Severity.Warning);
        }

        return (HasError(findings) ? null : config, traced);
    }

    private static PerceiverConfig Decode(YamlNode tree, List<Finding> findings)
    {
        var place = tree is YamlNode.Mapping { Entries.Count: > 0 } map ? map.Entries[0].KeySpan : Span.FileStart;
        var scope = new DecodeScope(findings, "config", place, 1);
        return tree is YamlNode.Mapping root
            ? ConfigSchema.Type.Decode(root, scope, Extension.Key)
            : ConfigSchema.Type.Decode(tree, scope);
    }

    private static bool HasError(List<Finding> findings) => findings.Any(one => one.Severity == Severity.Error);

    // Findings in the file first, then those in overrides; within each by place.
    private static EquatableArray<Finding> Sorted(IEnumerable<Finding> findings) =>
        findings
            .OrderBy(one => one.Span.Origin is null ? 0 : 1)
            .ThenBy(one => one.Span.Start)
            .ThenBy(one => one.Rule.Id, StringComparer.Ordinal)
            .ToEquatableArray();
}
