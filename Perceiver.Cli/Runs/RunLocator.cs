namespace Perceiver.Cli;

/// <summary>Finds the run that a person means.</summary>
public static class RunLocator
{
    /// <summary>A run folder, or a config name, which means its newest run; null means the newest run of all.</summary>
    public static RunFolder Find(string? run, string runsFolder)
    {
        if (run is not null && Directory.Exists(run))
        {
            return IsRun(run)
                ? new RunFolder(run)
                : throw new CommandFailure(
                    $"{run} is no run folder: it has no config.canonical.yaml. Name a folder that `perceiver train` made, "
                        + "or a config for its newest run."
                );
        }

        var runs = All(runsFolder);
        if (run is null)
        {
            return runs.FirstOrDefault()
                ?? throw new CommandFailure(
                    $"there is no run in {runsFolder}. Train one (perceiver train fashion-mnist) or name a run folder."
                );
        }

        var named =
            runs.FirstOrDefault(folder => folder.Name == run) ?? runs.FirstOrDefault(folder => ConfigOf(folder) == run);
        return named ?? throw Unknown(run, runsFolder, runs);
    }

    /// <summary>All run folders, the newest first.</summary>
    public static IReadOnlyList<RunFolder> All(string runsFolder) =>
        Directory.Exists(runsFolder)
            ?
            [
                .. Directory
                    .EnumerateDirectories(runsFolder)
                    .Where(IsRun)
                    .Select(path => (Path: path, Started: StartOf(path)))
                    .OrderByDescending(run => run.Started, StringComparer.Ordinal)
                    .ThenByDescending(run => run.Path, StringComparer.Ordinal)
                    .Select(run => new RunFolder(run.Path)),
            ]
            : [];

    /// <summary>The name of a run's config, or an empty word where <c>run.json</c> is missing or damaged.</summary>
    public static string ConfigOf(RunFolder folder) => Read(folder)?.Config ?? "";

    /// <summary>How a run was started; null where that file is missing or damaged.</summary>
    public static RunStart? Read(RunFolder folder)
    {
        try
        {
            return Json.Read<RunStart>(File.ReadAllText(folder.Start));
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static bool IsRun(string path) => File.Exists(new RunFolder(path).CanonicalConfig);

    private static string StartOf(string path) => Read(new RunFolder(path))?.Started ?? "";

    private static CommandFailure Unknown(string run, string runsFolder, IReadOnlyList<RunFolder> runs)
    {
        var known = runs.Select(ConfigOf).Where(name => name.Length > 0).Distinct().Concat(runs.Select(r => r.Name));
        var hint = UsageMistakes.DidYouMean(run, known);
        return CommandFailure.Usage(
            $"there is no run '{run}', neither a folder nor a config with a run in {runsFolder}.{hint}"
        );
    }
}
