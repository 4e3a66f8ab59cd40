using System.Security.Cryptography;
using System.Text;

namespace Perceiver.Config;

/// <summary>
/// Text to config. The generator and the command line call the very same function: it is pure, total and never throws.
/// </summary>
public static class ConfigCompiler
{
    /// <summary>Compiles a text, with overrides applied in their order.</summary>
    public static Compiled Compile(string text, IReadOnlyList<ConfigOverride>? overrides = null)
    {
        var findings = new List<Finding>();
        var tree = YamlTree.Parse(text, findings);
        if (tree is not null && overrides is { Count: > 0 })
        {
            tree = Overrides.Apply(tree, overrides, findings);
        }

        if (tree is null)
        {
            return Failed(findings);
        }

        var place = tree is YamlNode.Mapping { Entries.Count: > 0 } map ? map.Entries[0].KeySpan : Span.FileStart;
        var config = ConfigSchema.Type.Decode(tree, new DecodeScope(findings, "config", place, 1));
        if (HasError(findings))
        {
            return Failed(findings);
        }

        CrossField.Check(config, new PlaceFinder(tree, findings));
        if (HasError(findings))
        {
            return Failed(findings);
        }

        var canonical = ConfigWriter.Write(config);
        return new(config, Sorted(findings), canonical, HashOf(canonical));
    }

    /// <summary>The hash of a canonical text.</summary>
    public static string HashOf(string canonical)
    {
        using var sha = SHA256.Create();
        var bytes = sha.ComputeHash(Encoding.UTF8.GetBytes(canonical));
        return "sha256:" + string.Concat(bytes.Select(one => one.ToString("x2")));
    }

    private static Compiled Failed(List<Finding> findings) => new(null, Sorted(findings), null, null);

    private static bool HasError(List<Finding> findings) => findings.Any(one => one.Severity == Severity.Error);

    // Findings in the file first, then those in overrides; within each by place.
    private static EquatableArray<Finding> Sorted(List<Finding> findings) =>
        findings
            .OrderBy(one => one.Span.Origin is null ? 0 : 1)
            .ThenBy(one => one.Span.Start)
            .ThenBy(one => one.Rule.Id, StringComparer.Ordinal)
            .ToEquatableArray();
}
