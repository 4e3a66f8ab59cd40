using System.Globalization;

namespace Perceiver.Cli;

/// <summary>Where things lie in a run folder.</summary>
/// <param name="Path">The folder.</param>
public sealed record RunFolder(string Path)
{
    /// <summary>The config as it was given.</summary>
    public string Config => In("config.yaml");

    /// <summary>The config with every setting spelled out and overrides applied; its hash is in each checkpoint.</summary>
    public string CanonicalConfig => In("config.canonical.yaml");

    /// <summary>How the run was started.</summary>
    public string Start => In("run.json");

    /// <summary>One row per epoch.</summary>
    public string MetricsCsv => In("metrics.csv");

    /// <summary>One object per line, per some steps and per epoch.</summary>
    public string MetricsLines => In("metrics.jsonl");

    /// <summary>What the clock said: one object per line and epoch.</summary>
    public string Timings => In("timings.jsonl");

    /// <summary>When it was begun, interrupted and gone on with: one object per line.</summary>
    public string History => In("history.jsonl");

    /// <summary>What the best weights said about the test examples, in sum.</summary>
    public string Test => In("test.json");

    /// <summary>What they said about each of them.</summary>
    public string Predictions => In("predictions.csv");

    /// <summary>The folder of the examples that <see cref="Report"/> shows.</summary>
    public string Examples => In("examples");

    /// <summary>The folder of pictures of where the latents look in some of them.</summary>
    public string Attention => In("attention");

    /// <summary>All of it as a page.</summary>
    public string Report => In("report.html");

    /// <summary>What came of it, for scripts.</summary>
    public string Summary => In("summary.json");

    /// <summary>Where imported weights came from, and how they go back.</summary>
    public string Reference => In("reference.json");

    /// <summary>What came with imported weights and is not learned.</summary>
    public string ReferenceTensors => In("reference.safetensors");

    /// <summary>The folder of checkpoints.</summary>
    public string Checkpoints => In("checkpoints");

    /// <summary>Its last part.</summary>
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path));

    /// <summary>Makes a new folder <c>NAME-YYYYMMDD-HHMMSS</c>, with <c>-2</c>, <c>-3</c>, ... where that is taken.</summary>
    public static RunFolder CreateIn(string runs, string name, DateTime now) => CreateAt(FreePath(runs, name, now));

    /// <summary>A place for a new folder of that kind.</summary>
    public static string FreePath(string runs, string name, DateTime now)
    {
        var stem = name + now.ToString("-yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        for (var attempt = 1; ; attempt++)
        {
            var path = System.IO.Path.Combine(runs, attempt == 1 ? stem : $"{stem}-{attempt}");
            if (!Directory.Exists(path) && !File.Exists(path))
            {
                return path;
            }
        }
    }

    /// <summary>Makes the folder; one that holds files already is refused.</summary>
    public static RunFolder CreateAt(string path)
    {
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new CommandFailure(
                $"{path} is not empty. To go on with the run in it: perceiver train --resume {path}"
            );
        }

        try
        {
            Directory.CreateDirectory(System.IO.Path.Combine(path, "checkpoints"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"the run folder cannot be made: {exception.Message} Another place: --out DIR");
        }

        return new RunFolder(path);
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
