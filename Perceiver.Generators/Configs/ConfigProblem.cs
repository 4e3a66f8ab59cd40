using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Perceiver.Config;

namespace Perceiver.Generators.Configs;

/// <summary>A finding in a file.</summary>
internal sealed record ConfigProblem(string Path, Finding Finding)
{
    // One descriptor per rule of the one table.
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> Descriptors =
        Rules.All.ToImmutableDictionary(
            rule => rule.Id,
            rule => new DiagnosticDescriptor(
                rule.Id,
                rule.Title,
                "{0}",
                "Perceiver.Config",
                rule.Severity == Severity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                isEnabledByDefault: true,
                description: rule.Remedy,
                helpLinkUri: rule.Page
            )
        );

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Descriptors[Finding.Rule.Id], Location(Path, Finding.Span), Finding.Message);

    public static Location Location(string path, Span span) =>
        Microsoft.CodeAnalysis.Location.Create(
            path,
            new TextSpan(span.Start, span.Length),
            new LinePositionSpan(
                new LinePosition(span.Line - 1, span.Column - 1),
                new LinePosition(span.EndLine - 1, span.EndColumn - 1)
            )
        );
}
