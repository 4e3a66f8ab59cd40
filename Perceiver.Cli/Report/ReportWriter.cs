namespace Perceiver.Cli;

/// <summary>Makes the page of one or more runs, and the pictures in the run's folder.</summary>
internal static class ReportWriter
{
    /// <summary>Writes the page; the answer is what could not be read, run by run.</summary>
    /// <exception cref="CommandFailure">A run has nothing to show yet, or the page cannot be written.</exception>
    public static IReadOnlyList<string> Write(IReadOnlyList<RunFolder> folders, string path)
    {
        var runs = folders.Select(folder => new RunReader(folder).Read()).ToArray();
        try
        {
            // A page elsewhere leaves the run's folder as it is.
            if (path == folders[0].Report)
            {
                RunPlots.Write(folders[0], runs[0].Curves);
            }

            File.WriteAllText(path, ReportPage.Of(new ReportData(ProgramVersion.Current, [.. runs])));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"the report cannot be written: {exception.Message} Another place: --out FILE");
        }

        return [.. runs.SelectMany(run => run.Warnings.Select(warning => $"{run.Name}: {warning}."))];
    }
}
