using Perceiver.Cli;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Training in this process, with a chosen disk and a chosen moment to stop.</summary>
internal static class Sessions
{
    public static RunSummary Start(TinyRun tiny, string run, long? stopAt = null, IFiles? files = null) =>
        Session(tiny, run, stopAt, null, files ?? DiskFiles.Instance).Start(tiny.ConfigPath);

    public static RunSummary Resume(TinyRun tiny, string run, long? stopAt = null, IFiles? files = null) =>
        Session(tiny, null, stopAt, null, files ?? DiskFiles.Instance).Resume(run);

    /// <summary>Trains another config, and stops after so many batches.</summary>
    public static RunSummary StartOther(TinyRun tiny, string config, string run, int? afterBatches = null) =>
        Session(tiny, run, null, afterBatches, DiskFiles.Instance).Start(config);

    /// <summary>Goes on for so many batches.</summary>
    public static RunSummary GoOn(TinyRun tiny, string run, int? afterBatches = null) =>
        Session(tiny, null, null, afterBatches, DiskFiles.Instance).Resume(run);

    private static TrainSession Session(TinyRun tiny, string? run, long? stopAt, int? afterBatches, IFiles files)
    {
        var interruption = new Interruption();
        var options = new TrainOptions(tiny.Folder.Path, run, [], null, 2, Quiet: true, Json: false);
        var surroundings = new Surroundings(TextWriter.Null, TextWriter.Null, _ => null, false);
        var display = new StoppingDisplay(interruption, stopAt, afterBatches);
        return new TrainSession(surroundings, options, interruption, display, files);
    }
}
