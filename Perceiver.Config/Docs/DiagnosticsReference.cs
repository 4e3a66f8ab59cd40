using System.Text;

namespace Perceiver.Config;

/// <summary>The list of every rule, as Markdown, from the table of rules.</summary>
public static class DiagnosticsReference
{
    private static readonly (string Prefix, string Title)[] Parts =
    [
        ("PCV0", "The text"),
        ("PCV1", "One setting"),
        ("PCV2", "Settings that do not go together"),
        ("PCV3", "Advice"),
    ];

    /// <summary>The text of <c>docs/diagnostics/README.md</c>.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder();
        text.Append("# Diagnostics\n\n");
        text.Append(
            "Made from the table of rules; do not edit. The build and the command line report the same findings in the\n"
        );
        text.Append(
            "same form, `file(line,column): error PCV105: message`. Advice is a warning. `{0}`, `{1}`, ... stand for\n"
        );
        text.Append(
            "what the message fills in. Each has a page with an example, which `perceiver explain PCV105` prints as well.\n"
        );
        foreach (var (prefix, title) in Parts)
        {
            text.Append($"\n## {title}\n\n| rule | what | message | what to do |\n| --- | --- | --- | --- |\n");
            foreach (var rule in Rules.All.Where(rule => rule.Id.StartsWith(prefix, StringComparison.Ordinal)))
            {
                text.Append($"| {Link(rule.Id)} | {rule.Title} | {rule.Format} | {rule.Remedy} |\n");
            }
        }

        text.Append("\n## C#\n\n| diagnostic | what | what to do |\n| --- | --- | --- |\n");
        foreach (var one in CSharpExample.All)
        {
            text.Append($"| {Link(one.Id)} | {one.Title} | {one.Remedy} |\n");
        }

        return text.ToString();
    }

    private static string Link(string id) => $"[{id}]({id}.md)";
}
