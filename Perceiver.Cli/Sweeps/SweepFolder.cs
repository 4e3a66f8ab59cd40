using System.Text.Json;

namespace Perceiver.Cli;

/// <summary>Where things lie in a sweep's folder; the runs' own folders stand beside them.</summary>
/// <param name="Path">The folder.</param>
public sealed record SweepFolder(string Path)
{
    /// <summary>What is to be done.</summary>
    public string Plan => In("sweep.json");

    /// <summary>The config as it was given.</summary>
    public string Config => In("config.yaml");

    /// <summary>The table of runs, for people's other programs.</summary>
    public string Table => In("results.csv");

    /// <summary>The same for scripts.</summary>
    public string Results => In("results.json");

    /// <summary>The runs side by side.</summary>
    public string Report => In("report.html");

    /// <summary>The config of a run with every setting spelled out.</summary>
    public string ConfigOf(SweepEntry entry) => In(System.IO.Path.Combine("configs", entry.Name + ".yaml"));

    /// <summary>A run's folder.</summary>
    public RunFolder RunOf(SweepEntry entry) => new(In(entry.Name));

    /// <summary>Makes a folder; one that holds files already is refused.</summary>
    public static SweepFolder Create(string path)
    {
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new CommandFailure(
                $"{path} is not empty. To go on with the sweep in it: perceiver sweep --resume {path}"
            );
        }

        var folder = new SweepFolder(path);
        Directory.CreateDirectory(folder.In("configs"));
        return folder;
    }

    /// <summary>The sweep in a folder, or one of that name among the runs, and what it set out to do.</summary>
    public static (SweepFolder Folder, SweepFile Plan) Find(string name, string runs)
    {
        var folder = new SweepFolder(Directory.Exists(name) ? name : System.IO.Path.Combine(runs, name));
        if (!File.Exists(folder.Plan))
        {
            throw new CommandFailure(
                $"there is no sweep in {folder.Path}: it has no sweep.json. Name a folder that `perceiver sweep` made."
            );
        }

        try
        {
            return (folder, Json.Read<SweepFile>(File.ReadAllText(folder.Plan)));
        }
        catch (JsonException)
        {
            throw new CommandFailure($"{folder.Plan} is damaged: it is no sweep's plan. Begin the sweep anew.");
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
