using System.CommandLine;
using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary><c>perceiver explain</c>.</summary>
internal static class ExplainVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var id = new Argument<string>("ID") { Description = "A diagnostic, such as PCV105." };
        return new Verb(
            "explain",
            "Explain a diagnostic: what it means, why it is there, an example, and what to do.",
            ["perceiver explain PCV105"],
            id
        ).Does(parsed =>
        {
            var wanted = parsed.GetValue(id)!.Trim().ToUpperInvariant();
            surroundings.Out.Write(DiagnosticPages.Markdown(wanted) ?? throw Unknown(wanted));
            return ExitCodes.Done;
        });
    }

    private static CommandFailure Unknown(string id)
    {
        var hint = UsageMistakes.DidYouMean(id, DiagnosticPages.Ids);
        return CommandFailure.Usage(
            $"there is no diagnostic '{id}'.{hint} They are listed in {DiagnosticPages.Folder}/README.md."
        );
    }
}
