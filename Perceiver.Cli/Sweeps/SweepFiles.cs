namespace Perceiver.Cli;

/// <summary>Writes what comes of a sweep: after each run its table, at its end the page of all runs.</summary>
internal static class SweepFiles
{
    public static void WriteTable(SweepFolder folder, SweepTable table)
    {
        File.WriteAllText(folder.Table, table.Csv());
        File.WriteAllText(folder.Results, Json.Pretty(table) + "\n");
    }

    public static void WriteReport(SweepFolder folder, SweepFile plan, Action<string> say)
    {
        var shown = plan
            .Runs.Select(folder.RunOf)
            .Where(run => MetricsReader.Read(run.MetricsLines).EpochSteps.Length > 0)
            .ToArray();
        if (shown.Length == 0)
        {
            return;
        }

        try
        {
            ReportWriter.Write(shown, folder.Report);
        }
        catch (CommandFailure failure)
        {
            // The runs are as good without their page.
            say(failure.Message);
        }
    }
}
