using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>Where a run's batches come from: a function of its key, the epoch and the batch's number.</summary>
/// <param name="job">What is trained.</param>
internal sealed class DataBatches(TrainingJob job)
{
    /// <summary>What makes the batches of a state's epoch; each is outside all dispose scopes.</summary>
    public Func<int, TrainingBatch> Epoch(TrainState<PerceiverParameters> state)
    {
        var epoch = state.Data.Epoch;
        var order = Batches.Order(state.Key, epoch, job.Data.Train.Count);
        var augmentation = state.Key.Fold("augmentation").Fold(epoch);
        return step =>
        {
            var size = job.Model.Config.Training.BatchSize;
            var indices = order.AsSpan(step * size, Math.Min(size, order.Length - (step * size)));
            using var scope = NewDisposeScope();
            var (config, train) = (job.Model.Config, job.Data.Train);
            return Batches.Of(config, job.Statistics, train, indices, augmentation, job.Resident.Train).Keep();
        };
    }
}
