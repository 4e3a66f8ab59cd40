using Perceiver.Cli;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Training in this process, with a chosen disk and a chosen moment to stop.</summary>
internal static class Sessions
{
    public static RunSummary Start(TinyRun tiny, string run, long? stopAt = null, IFiles? files = null) =>
        Session(tiny, run, stopAt, files ?? DiskFiles.Instance).Start(tiny.ConfigPath);

    public static RunSummary Resume(TinyRun tiny, string run, long? stopAt = null, IFiles? files = null) =>
        Session(tiny, null, stopAt, files ?? DiskFiles.Instance).Resume(run);

    private static TrainSession Session(TinyRun tiny, string? run, long? stopAt, IFiles files)
    {
        var interruption = new Interruption();
        var options = new TrainOptions(tiny.Folder.Path, run, [], null, 2, Quiet: true, Json: false);
        var surroundings = new Surroundings(TextWriter.Null, TextWriter.Null, _ => null, false);
        return new TrainSession(surroundings, options, interruption, new StoppingDisplay(interruption, stopAt), files);
    }
}
