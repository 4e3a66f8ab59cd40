using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>Writes a run's checkpoints: the state, and beside it all that a resumed run has to know.</summary>
/// <param name="job">What is trained.</param>
/// <param name="log">The metrics, which a checkpoint counts.</param>
internal sealed class RunSaver(TrainingJob job, MetricsLog log)
{
    private readonly CheckpointConfig _config = job.Model.Config.Training.Checkpoint;
    private readonly Stopwatch _sinceSave = Stopwatch.StartNew();

    /// <summary>The run's checkpoints.</summary>
    public CheckpointStore Store { get; } = new(job.Folder.Checkpoints, job.Files);

    /// <summary>Whether the state after that many updates is one to save, by its number or by the clock.</summary>
    public bool IsDue(long step) =>
        (_config.EverySteps is { } steps && step % steps == 0)
        || (_config.EveryMinutes is { } minutes && _sinceSave.Elapsed.TotalMinutes >= minutes);

    /// <summary>Saves a state under a name.</summary>
    public void Save(string name, TrainState<PerceiverParameters> state, Progress progress)
    {
        log.Sync();
        var manifest = new Manifest(
            Manifest.CurrentFormat,
            ProgramVersion.Current,
            job.Model.Name,
            job.Model.Hash,
            state.Step,
            state.Data.Epoch,
            state.Data.Step,
            string.Create(CultureInfo.InvariantCulture, $"{state.Key.High:x16}{state.Key.Low:x16}"),
            [.. job.Statistics.Mean],
            [.. job.Statistics.Deviation],
            [.. job.Data.ClassNames],
            [job.Data.Train.Count, job.Data.Validation.Count, job.Data.Test.Count],
            progress with
            {
                CsvLength = log.CsvLength,
                LinesLength = log.LinesLength,
            },
            state.Plateau,
            state.Stopping,
            ImmutableSortedDictionary<string, string>.Empty
        );
        Store.Save(name, state, manifest, _config.Keep);
        _sinceSave.Restart();
    }
}
