using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>All that a training run is given; none of it changes on the way.</summary>
/// <param name="Model">The model and its config.</param>
/// <param name="Data">The data.</param>
/// <param name="Statistics">Statistics of the training images.</param>
/// <param name="Folder">Where the run is kept.</param>
/// <param name="Files">The disk that checkpoints go to.</param>
/// <param name="Display">Who watches.</param>
/// <param name="Interruption">Who may stop it.</param>
/// <param name="Machine">The threads, and where it computes.</param>
public sealed record TrainingJob(
    ModelBuilder Model,
    DataSplits Data,
    PixelStatistics Statistics,
    RunFolder Folder,
    IFiles Files,
    ITrainingDisplay Display,
    Interruption Interruption,
    Machine Machine
)
{
    /// <summary>What makes the batches of a state's epoch, by number; null means the data's own, in the key's order.</summary>
    public Func<TrainState<PerceiverParameters>, Func<int, TrainingBatch>>? Source { get; init; }

    /// <summary>Images that are on the machine's device already.</summary>
    internal ResidentData Resident { get; init; } = ResidentData.None;

    /// <summary>Threads that make batches ahead of the steps; with none they are made between the steps.</summary>
    public int BatchThreads { get; init; } = 1;

    /// <summary>Batches of one epoch; the last may be smaller.</summary>
    public int StepsPerEpoch =>
        (Data.Train.Count + Model.Config.Training.BatchSize - 1) / Model.Config.Training.BatchSize;

    /// <summary>Updates of one epoch; several batches may make one.</summary>
    public int UpdatesPerEpoch =>
        (StepsPerEpoch + Model.Config.Training.Accumulation - 1) / Model.Config.Training.Accumulation;

    /// <summary>Updates of the whole run.</summary>
    public long TotalSteps =>
        Math.Min((long)Model.Config.Training.Epochs * UpdatesPerEpoch, Model.Config.Training.MaxSteps ?? long.MaxValue);

    /// <summary>What the task is judged by.</summary>
    internal TaskFigures Figures => TaskFigures.Of(Model.Config, Statistics);
}
