using System.CommandLine;

namespace Perceiver.Cli;

/// <summary><c>perceiver report</c>.</summary>
internal static class ReportVerb
{
    private const string Several = "report.html";

    public static Verb Create(Surroundings surroundings)
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Run folders, or configs' names, which mean their newest runs.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--out")
        {
            Description =
                "The page to write (otherwise report.html in the run's folder; of several runs, in this one).",
            HelpName = "FILE",
        };
        return new Verb(
            "report",
            "Show a run, or compare several, on one page that works without a network.",
            ["perceiver report fashion-mnist", "perceiver report runs/first runs/second --out compared.html"],
            runs,
            output
        ).Does(parsed =>
        {
            var folders = parsed
                .GetValue(runs)!
                .Select(run => RunLocator.Find(run, surroundings.RunsFolder))
                .DistinctBy(folder => Path.GetFullPath(folder.Path))
                .ToArray();
            var path = parsed.GetValue(output) ?? (folders.Length == 1 ? folders[0].Report : Several);
            foreach (var warning in ReportWriter.Write(folders, path))
            {
                surroundings.Error.WriteLine("perceiver: warning: " + warning);
            }

            surroundings.Out.WriteLine(path);
            return ExitCodes.Done;
        });
    }
}
