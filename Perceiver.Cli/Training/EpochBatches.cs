using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>The batches of what is left of an epoch, in order, made ahead on a thread of their own: a function of key, epoch and step.</summary>
internal sealed class EpochBatches : IDisposable
{
    private readonly Prefetcher<TrainingBatch> _batches;

    /// <summary>Starts making the batches that come after a state.</summary>
    public EpochBatches(TrainingJob job, TrainState<PerceiverParameters> state)
    {
        var training = job.Model.Config.Training;
        var (epoch, from) = (state.Data.Epoch, state.Data.Step);
        var order = Batches.Order(state.Key, epoch, job.Data.Train.Count);
        var augmentation = state.Key.Fold("augmentation").Fold(epoch);

        // Batches of the updates that are left; the first of them may have begun.
        var together = training.Accumulation;
        var to = (int)Math.Min(job.StepsPerEpoch, ((from / together) + job.TotalSteps - state.Step) * together);
        _batches = new Prefetcher<TrainingBatch>(from, to, Make, Release);

        TrainingBatch Make(int step)
        {
            var size = training.BatchSize;
            var indices = order.AsSpan(step * size, Math.Min(size, order.Length - (step * size)));
            using var scope = NewDisposeScope();
            return Batches.Of(job.Model.Config, job.Statistics, job.Data.Train, indices, augmentation).Keep();
        }
    }

    /// <summary>One after the other; each is freed when the next is taken.</summary>
    public IEnumerable<TrainingBatch> Items()
    {
        foreach (var batch in _batches.Items())
        {
            try
            {
                yield return batch;
            }
            finally
            {
                Release(batch);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _batches.Dispose();

    private static void Release(TrainingBatch batch) => batch.Release();
}
