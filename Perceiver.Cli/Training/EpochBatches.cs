using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>The batches of what is left of an epoch, in order, made ahead on threads of their own.</summary>
internal sealed class EpochBatches : IDisposable
{
    private readonly Prefetcher<TrainingBatch> _batches;

    /// <summary>Starts making the batches that come after a state.</summary>
    public EpochBatches(TrainingJob job, TrainState<PerceiverParameters> state)
    {
        var training = job.Model.Config.Training;
        var from = state.Data.Step;

        // Batches of the updates that are left; the first of them may have begun.
        var together = training.Accumulation;
        var to = (int)Math.Min(job.StepsPerEpoch, ((from / together) + job.TotalSteps - state.Step) * together);
        var make = (job.Source ?? new DataBatches(job).Epoch)(state);
        _batches = new Prefetcher<TrainingBatch>(
            from,
            to,
            job.Machine.Can.HostMemory ? make : Bring,
            Release,
            job.BatchThreads
        );

        // On this thread: the one that trains would wait for what the device has yet to do.
        TrainingBatch Bring(int step)
        {
            using var scope = NewDisposeScope();
            var made = make(step);
            var brought = made.To(job.Machine.Device).Keep();
            Release(made);
            return brought;
        }
    }

    /// <summary>Seconds that the loop has waited for batches.</summary>
    public double Waited => _batches.Waited.TotalSeconds;

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
