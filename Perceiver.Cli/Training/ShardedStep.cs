using Perceiver.Config;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>One training step whose shards run on the workers' threads: the same bits as in turn.</summary>
internal static class ShardedStep
{
    /// <summary>
    /// The state after the batch, taken out of all dispose scopes, what the step tells, and where it was not finite, if
    /// it was not.
    /// </summary>
    public static (TrainState<PerceiverParameters> State, StepMetrics Metrics, string? NonFinite) Run(
        PerceiverConfig config,
        TrainState<PerceiverParameters> state,
        TrainingBatch batch,
        UpdatePart part,
        long totalSteps,
        Machine machine
    )
    {
        using var scope = NewDisposeScope();
        var shards = TrainStep.Shards(machine.Device is { } device ? batch.To(device) : batch, config.Training.Shards);
        var gradients = machine.Workers.Run<ShardGradients<PerceiverParameters>>([
            .. shards.Select<TrainingBatch, Func<ShardGradients<PerceiverParameters>>>(
                (shard, i) => () => Gradients(shard, i)
            ),
        ]);
        try
        {
            var (next, metrics) = TrainStep.Apply(config, state, gradients, totalSteps, part);
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
