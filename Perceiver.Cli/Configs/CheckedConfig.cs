using System.Text.Json.Serialization;
using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary>What <c>check</c> says about one file.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Ok">Whether it compiles.</param>
/// <param name="Parameters">How many numbers the model learns.</param>
/// <param name="Hash">The hash of its canonical text.</param>
/// <param name="Findings">Errors and advice, in the order of the text.</param>
public sealed record CheckedConfig(
    string File,
    bool Ok,
    long? Parameters,
    string? Hash,
    IReadOnlyList<CheckedFinding> Findings
)
{
    /// <summary>The compiler's answer.</summary>
    public static CheckedConfig Of(string file, Compiled compiled) =>
        new(
            file,
            compiled.Config is not null,
            compiled.Config is { } config ? Cost.ParameterCount(config) : null,
            compiled.Hash,
            [.. compiled.Findings.Select(finding => CheckedFinding.Of(file, finding))]
        );

    /// <summary>A file that there is nothing to say about.</summary>
    public static CheckedConfig Unreadable(string file) => new(file, false, null, null, []);
}

/// <summary>One finding. Lines and columns start at 1; the end is exclusive.</summary>
/// <param name="Rule">Its rule; <c>perceiver explain</c> has a page on it.</param>
/// <param name="Severity">error or warning.</param>
/// <param name="Override">The --set that the place is in; null means the file.</param>
/// <param name="Line">First line.</param>
/// <param name="Column">First column.</param>
/// <param name="EndLine">Line of the end.</param>
/// <param name="EndColumn">Column of the end.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
/// <param name="Text">The whole line, as compilers print it.</param>
public sealed record CheckedFinding(
    string Rule,
    Severity Severity,
    string? Override,
    int Line,
    int Column,
    int EndLine,
    int EndColumn,
    string Message,
    [property: JsonIgnore] string Text
)
{
    /// <summary>The finding for people and for scripts.</summary>
    public static CheckedFinding Of(string file, Finding finding)
    {
        var span = finding.Span;
        return new(
            finding.Rule.Id,
            finding.Severity,
            span.Origin,
            span.Line,
            span.Column,
            span.EndLine,
            span.EndColumn,
            finding.Message,
            finding.Format(file)
        );
    }
}
