using Perceiver.Config;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// One training step: (state, batch) to (state, metrics). The batch is cut into shards whose gradients are found one by
/// one, in turn or side by side, and summed in order: the same bits either way.
/// </summary>
public static class TrainStep
{
    /// <summary>The batch cut into <paramref name="count"/> parts, as even as can be; fewer where examples do not suffice.</summary>
    /// <remarks>The parts are views of the batch.</remarks>
    public static IReadOnlyList<LabelledImages> Shards(LabelledImages batch, int count)
    {
        var examples = batch.Labels.shape[0];
        var parts = Math.Min(count, examples);
        var shards = new List<LabelledImages>();
        for (long i = 0, start = 0; i < parts; i++)
        {
            var length = (examples / parts) + (i < examples % parts ? 1 : 0);
            shards.Add(new(new(batch.Images.Pixels.narrow(0, start, length)), batch.Labels.narrow(0, start, length)));
            start += length;
        }

        return shards;
    }

    /// <summary>The key of a shard's dropout masks in the step that comes next.</summary>
    public static RngKey DropoutKey<P>(TrainState<P> state, int shard)
        where P : IParameterTree<P> => state.Key.Fold("dropout").Fold(state.Step).Fold(shard);

    /// <summary>What one shard adds to the step. May run on any thread: it shares nothing but what it reads.</summary>
    /// <param name="config">Model and training.</param>
    /// <param name="parameters">The weights.</param>
    /// <param name="shard">A part of the batch.</param>
    /// <param name="batchSize">Examples of the whole batch: the loss is their mean.</param>
    /// <param name="dropoutKey">From <see cref="DropoutKey"/>.</param>
    public static ShardGradients<PerceiverParameters> Gradients(
        PerceiverConfig config,
        PerceiverParameters parameters,
        LabelledImages shard,
        int batchSize,
        RngKey dropoutKey
    ) =>
        Scoped.Run(
            () =>
            {
                var (loss, correct, gradients) = Differentiation.ValueAndGrad(
                    p =>
                    {
                        var logits = PerceiverModel.Forward(config, p, shard.Images, dropoutKey);
                        var sum = Losses.CrossEntropySum(logits, shard.Labels, config.Training.LabelSmoothing);
                        return (sum.div(batchSize), Metrics.Correct(logits, shard.Labels));
                    },
                    parameters
                );
                return new ShardGradients<PerceiverParameters>(
                    gradients,
                    loss.ToDouble(),
                    correct,
                    (int)shard.Labels.shape[0]
                );
            },
            result => result.Gradients.Leaves()
        );

    /// <summary>Sums the shards in order, clips, and updates.</summary>
    /// <param name="config">Optimiser, schedule and clipping.</param>
    /// <param name="state">The state before.</param>
    /// <param name="shards">All shards of the batch, in order.</param>
    /// <param name="totalSteps">How many updates the run will have.</param>
    public static (TrainState<P> State, StepMetrics Metrics) Apply<P>(
        PerceiverConfig config,
        TrainState<P> state,
        IReadOnlyList<ShardGradients<P>> shards,
        long totalSteps
    )
        where P : IParameterTree<P>
    {
        var training = config.Training;
        var step = state.Step + 1;
        var learningRate = Schedules.LearningRate(training.Optimizer, training.Schedule, step, totalSteps);
        var norm = 0.0;
        var next = Scoped.Run(
            () =>
            {
                var gradients = shards
                    .Select(shard => shard.Gradients)
                    .Aggregate((sum, shard) => sum.Zip(shard, (left, right) => left.add(right)));
                norm = GradientClipping.GlobalNorm(gradients);
                var clipped = training.ClipNorm is { } largest
                    ? GradientClipping.Clip(gradients, norm, largest)
                    : gradients;
                var (parameters, optimizer) = Optimizers.Update(
                    training.Optimizer,
                    state.Parameters,
                    clipped,
                    state.Optimizer,
                    step,
                    learningRate
                );
                var cursor = state.Data with { Step = state.Data.Step + 1 };
                return new TrainState<P>(parameters, optimizer, step, state.Key, cursor);
            },
            after => after.Leaves()
        );
        var examples = shards.Sum(shard => shard.Examples);
        var accuracy = shards.Sum(shard => shard.Correct) / (double)examples;
        return (next, new(shards.Sum(shard => shard.Loss), accuracy, norm, learningRate, examples));
    }

    /// <summary>A whole step, its shards in turn.</summary>
    public static (TrainState<PerceiverParameters> State, StepMetrics Metrics) Step(
        PerceiverConfig config,
        TrainState<PerceiverParameters> state,
        LabelledImages batch,
        long totalSteps
    )
    {
        StepMetrics? metrics = null;
        var next = Scoped.Run(
            () =>
            {
                var size = (int)batch.Labels.shape[0];
                var gradients = Shards(batch, config.Training.Shards)
                    .Select((shard, i) => Gradients(config, state.Parameters, shard, size, DropoutKey(state, i)))
                    .ToArray();
                (var after, metrics) = Apply(config, state, gradients, totalSteps);
                return after;
            },
            after => after.Leaves()
        );
        return (next, metrics!);
    }
}
