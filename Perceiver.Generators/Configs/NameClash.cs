using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Perceiver.Config;

namespace Perceiver.Generators.Configs;

/// <summary>A file and the type name that its name gives.</summary>
internal sealed record NamedFile(string Path, string TypeName);

/// <summary>A file that cannot have its type, because another file or the registry has that name.</summary>
internal sealed record NameClash(string Path, string TypeName, string Other)
{
    /// <summary>The type that lists all models.</summary>
    public const string RegistryName = "Models";

    private static readonly DiagnosticDescriptor Descriptor = new(
        "PCV911",
        "Config name is taken",
        "This config would give the type Perceiver.Generated.{0}, which {1} already gives; rename the file",
        "Perceiver.CSharp",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "docs/diagnostics/PCV911.md"
    );

    /// <summary>The files that must give way: of equal names the first path in ordinal order keeps the type.</summary>
    public static EquatableArray<NameClash> Find(ImmutableArray<NamedFile> files)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [RegistryName] = "the registry of models",
        };
        var clashes = new List<NameClash>();
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            if (taken.TryGetValue(file.TypeName, out var other))
            {
                clashes.Add(new(file.Path, file.TypeName, other));
            }
            else
            {
                taken.Add(file.TypeName, System.IO.Path.GetFileName(file.Path));
            }
        }

        return clashes.ToEquatableArray();
    }

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Descriptor, ConfigProblem.Location(Path, Span.FileStart), TypeName, Other);
}
