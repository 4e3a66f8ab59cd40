using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>The batches of what is left of an epoch, in order, made ahead on a thread of their own: a function of key, epoch and step.</summary>
internal sealed class EpochBatches : IDisposable
{
    private readonly Prefetcher<LabelledImages> _batches;

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
        _batches = new Prefetcher<LabelledImages>(from, to, Make, Release);

        LabelledImages Make(int step)
        {
            var size = training.BatchSize;
            var indices = order.AsSpan(step * size, Math.Min(size, order.Length - (step * size)));
            var made = Batches.Make(job.Model.Config, job.Statistics, job.Data.Train, indices, augmentation);
            var images = made.Images.Pixels.DetachFromDisposeScope();
            var labels = made.Labels.DetachFromDisposeScope();
            return new LabelledImages(new ImageBatch(images), labels, made.Targets?.DetachFromDisposeScope());
        }
    }

    /// <summary>One after the other; each is freed when the next is taken.</summary>
    public IEnumerable<LabelledImages> Items()
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

    private static void Release(LabelledImages batch)
    {
        batch.Images.Pixels.Dispose();
        batch.Labels.Dispose();
        batch.Targets?.Dispose();
    }
}
