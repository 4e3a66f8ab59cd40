using System.Text;

namespace Perceiver.Config;

/// <summary>A page for each diagnostic, as Markdown: what, why, wrong, right. <c>perceiver explain</c> prints them.</summary>
public static class DiagnosticPages
{
    /// <summary>Where the pages are, from the root of the repository.</summary>
    public const string Folder = "docs/diagnostics";

    /// <summary>Ids of all pages, in order.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        .. Rules
            .All.Select(rule => rule.Id)
            .Concat(CSharpExample.All.Select(example => example.Id))
            .OrderBy(id => id, StringComparer.Ordinal),
    ];

    /// <summary>The page of an id, in the repository.</summary>
    public static string PathOf(string id) => $"{Folder}/{id}.md";

    /// <summary>The text of a page; null where there is none.</summary>
    public static string? Markdown(string id) =>
        RuleExamples.All.FirstOrDefault(example => example.Rule.Id == id) is { } rule ? OfRule(rule)
        : CSharpExample.All.FirstOrDefault(example => example.Id == id) is { } csharp ? OfCSharp(csharp)
        : null;

    private static string OfRule(RuleExample example)
    {
        var rule = example.Rule;
        var kind = rule.Severity == Severity.Error ? "An error" : "Advice: a warning";
        var text = Page(rule.Id, rule.Title, $"{kind}, in a config. {Slots(rule.Format)}");
        Section(text, "Why", example.Why);
        text.Append("\n## Wrong\n\n");
        Block(text, "yaml", example.Wrong.Shown);
        text.Append('\n');
        text.Append($"```text\n{string.Join("\n", Told(example))}\n```\n");
        text.Append("\n## Right\n\n");
        Block(text, "yaml", example.Right.Shown);
        foreach (var other in example.Right.Bases)
        {
            text.Append($"\nwhere `{other.File}` is a config of the same folder.\n");
        }

        Section(text, "What to do", rule.Remedy);
        return End(text);
    }

    private static string OfCSharp(CSharpExample example)
    {
        var language = example.Wrong.Contains("record") || example.Wrong.Contains("class") ? "csharp" : "text";
        var text = Page(example.Id, example.Title, "An error, in a C# project.");
        Section(text, "Why", example.Why);
        text.Append("\n## Wrong\n\n");
        Block(text, language, example.Wrong);
        text.Append("\n## Right\n\n");
        Block(text, language, example.Right);
        Section(text, "What to do", example.Remedy);
        return End(text);
    }

    // What the compiler says, under the line that it says it about.
    private static IEnumerable<string> Told(RuleExample example)
    {
        var finding = example.CompileWrong().Findings.First(one => one.Rule == example.Rule);
        var span = finding.Span;
        var source = span.Origin ?? example.Wrong.Text.Split('\n')[span.Line - 1];
        if (span.Length > 0 && span.Line == span.EndLine && !source.Any(char.IsControl))
        {
            var column = span.Column - 1 + (span.Origin is null ? 0 : "--set ".Length);
            yield return source;
            yield return new string(' ', column) + new string('^', span.Length);
        }

        var word = finding.Severity == Severity.Error ? "error" : "warning";
        yield return $"{word} {finding.Rule.Id}: {finding.Message}";
    }

    private static string Slots(string format) => $"The message is: {format.Replace("{", "`{").Replace("}", "}`")}";

    private static StringBuilder Page(string id, string title, string what) =>
        new StringBuilder().Append($"# {id}: {title}\n\n{what}\n");

    private static void Section(StringBuilder text, string title, string body) =>
        text.Append($"\n## {title}\n\n{body}\n");

    private static void Block(StringBuilder text, string language, string body)
    {
        var lines = body.TrimEnd('\n').Split('\n').Select(line => Excerpt.Line(line.TrimEnd('\r')));
        text.Append($"```{language}\n{string.Join("\n", lines)}\n```\n");
    }

    private static string End(StringBuilder text) =>
        text.Append("\n[All diagnostics](README.md); `perceiver explain ID` prints these pages.\n").ToString();
}
