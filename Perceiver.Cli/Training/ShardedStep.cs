using Perceiver.Config;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>One training step whose shards run on the workers' threads: the same bits as in turn.</summary>
internal static class ShardedStep
{
    /// <summary>
    /// The state after the batch and what the step tells, both taken out of all dispose scopes, with no number of it read:
    /// a device goes on with one step while the next is being put together.
    /// </summary>
    public static (TrainState<PerceiverParameters> State, PendingMetrics Metrics) Begin(
        PerceiverConfig config,
        TrainState<PerceiverParameters> state,
        TrainingBatch batch,
        UpdatePart part,
        long totalSteps,
        Machine machine
    )
    {
        using var scope = NewDisposeScope();
        var shards = TrainStep
            .Shards(batch.To(machine.Device), config.Training.Shards)
            .Select(
                (shard, i) =>
                    TrainStep.Measure(
                        config,
                        state.Parameters,
                        shard,
                        part.Examples,
                        TrainStep.DropoutKey(state, (part.Index * config.Training.Shards) + i),
                        static p => p
                    )
            );
        var (next, metrics) = TrainStep.ApplyMeasured(config, state, [.. shards], totalSteps, part);
        metrics.Figures.DetachFromDisposeScope();
        return (next.Keep(), metrics);
    }

    /// <summary>
    /// The state after the batch, taken out of all dispose scopes, what the step tells, and where it was not finite, if
    /// it was not. A finite step may be written over the state before, which is then given away.
    /// </summary>
    public static (TrainState<PerceiverParameters> State, StepMetrics Metrics, string? NonFinite) Run(
        PerceiverConfig config,
        TrainState<PerceiverParameters> state,
        TrainingBatch batch,
        UpdatePart part,
        long totalSteps,
        Machine machine,
        StateBuffers buffers = StateBuffers.Reused
    )
    {
        using var scope = NewDisposeScope();
        var shards = TrainStep.Shards(batch.To(machine.Device), config.Training.Shards);
        var gradients = machine.Workers.Run<ShardGradients<PerceiverParameters>>([
            .. shards.Select<TrainingBatch, Func<ShardGradients<PerceiverParameters>>>(
                (shard, i) => () => Gradients(shard, i)
            ),
        ]);
        try
        {
            var (next, metrics) = TrainStep.Apply(config, state, gradients, totalSteps, part, buffers);
            return (next.Keep(), metrics, NonFinite.Find(batch, metrics, gradients));
        }
        finally
        {
            foreach (var shard in gradients)
            {
                shard.Release();
            }
        }

        ShardGradients<PerceiverParameters> Gradients(TrainingBatch shard, int index)
        {
            var key = TrainStep.DropoutKey(state, (part.Index * config.Training.Shards) + index);
            // They cross from the worker's thread to the loop's.
            return TrainStep.Gradients(config, state.Parameters, shard, part.Examples, key).Keep();
        }
    }
}
