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
    public static IReadOnlyList<TrainingBatch> Shards(TrainingBatch batch, int count)
    {
        var examples = batch.Examples;
        var parts = Math.Min(count, examples);
        var shards = new List<TrainingBatch>();
        for (long i = 0, start = 0; i < parts; i++)
        {
            var length = (examples / parts) + (i < examples % parts ? 1 : 0);
            shards.Add(batch.Narrow(start, length));
            start += length;
        }

        return shards;
    }

    /// <summary>The key of a shard's dropout masks in the update that comes next; its batches' shards count on.</summary>
    public static RngKey DropoutKey<P>(TrainState<P> state, int shard)
        where P : IParameterTree<P> => state.Key.Fold("dropout").Fold(state.Step).Fold(shard);

    /// <summary>What one shard adds to the step. May run on any thread: it shares nothing but what it reads.</summary>
    /// <param name="config">Model and training.</param>
    /// <param name="parameters">The weights.</param>
    /// <param name="shard">A part of the batch.</param>
    /// <param name="batchSize">Examples of the whole update: the loss is their mean.</param>
    /// <param name="dropoutKey">From <see cref="DropoutKey"/>.</param>
    public static ShardGradients<PerceiverParameters> Gradients(
        PerceiverConfig config,
        PerceiverParameters parameters,
        TrainingBatch shard,
        int batchSize,
        RngKey dropoutKey
    ) => Gradients(config, parameters, shard, batchSize, dropoutKey, static p => p);

    /// <summary>As above, for a tree that holds the weights: a generated model's own parameters.</summary>
    /// <param name="config">Model and training.</param>
    /// <param name="parameters">The tree.</param>
    /// <param name="shard">A part of the batch.</param>
    /// <param name="batchSize">Examples of the whole batch: the loss is their mean.</param>
    /// <param name="dropoutKey">From <see cref="DropoutKey"/>.</param>
    /// <param name="weights">The weights in the tree.</param>
    public static ShardGradients<P> Gradients<P>(
        PerceiverConfig config,
        P parameters,
        TrainingBatch shard,
        int batchSize,
        RngKey dropoutKey,
        Func<P, PerceiverParameters> weights
    )
        where P : IParameterTree<P>
    {
        var measured = Measure(config, parameters, shard, batchSize, dropoutKey, weights);
        using var figures = measured.Figures;
        return measured.Read();
    }

    /// <summary>What one shard adds to the step, with no number of it read: nothing waits for the device.</summary>
    /// <inheritdoc cref="Gradients{P}"/>
    public static MeasuredShard<P> Measure<P>(
        PerceiverConfig config,
        P parameters,
        TrainingBatch shard,
        int batchSize,
        RngKey dropoutKey,
        Func<P, PerceiverParameters> weights
    )
        where P : IParameterTree<P> =>
        Scoped.Run(
            () =>
            {
                var (_, (figures, seen), gradients) = Differentiation.ValueAndGrad(
                    p =>
                    {
                        var used = NumberTypes.Of(config.Training.Precision, weights(p));
                        var (answer, seen) = PerceiverModel.Train(config, used, shard.Inputs, dropoutKey);
                        var wanted = DrawnQueries.Wanted(config.Model, shard, dropoutKey);
                        var loss = Objective.LossSum(config.Training, answer, wanted).div(batchSize);
                        return (loss, (Figures: Objective.Figures(loss, answer, wanted), Seen: seen));
                    },
                    parameters,
                    aside => [aside.Figures, .. aside.Seen.Leaves()]
                );
                return new MeasuredShard<P>(gradients, figures, shard.Examples) { Seen = seen };
            },
            result => result.Leaves()
        );

    /// <summary>
    /// Sums the shards in order, clips, and updates; or, where the batch is a part of an update that others complete,
    /// keeps the sum for it.
    /// </summary>
    /// <param name="config">Optimiser, schedule and clipping.</param>
    /// <param name="state">The state before.</param>
    /// <param name="shards">All shards of the batch, in order.</param>
    /// <param name="totalSteps">How many updates the run will have.</param>
    /// <param name="part">Which part of an update the batch is; null means all of it.</param>
    /// <param name="buffers">
    /// Where the state after it is written. A step whose loss or gradient is not finite leaves the state before as it was
    /// either way.
    /// </param>
    public static (TrainState<P> State, StepMetrics Metrics) Apply<P>(
        PerceiverConfig config,
        TrainState<P> state,
        IReadOnlyList<ShardGradients<P>> shards,
        long totalSteps,
        UpdatePart? part = null,
        StateBuffers buffers = StateBuffers.New
    )
        where P : IParameterTree<P>
    {
        var examples = shards.Sum(shard => shard.Examples);
        var place = part ?? UpdatePart.Whole(examples);
        var norm = 0.0;
        var loss = shards.Sum(shard => shard.Loss) * (place.Examples / (double)examples);
        var learningRate = LearningRate(config.Training, state, totalSteps);
        var next = Scoped.Run(
            () =>
                StateUpdate.Next(
                    config.Training,
                    state,
                    [.. shards.Select(shard => shard.Gradients)],
                    [.. shards.Select(shard => shard.Seen)],
                    place,
                    learningRate,
                    totalSteps,
                    gradient =>
                    {
                        (var clipped, norm) = StateUpdate.Clipped(
                            config.Training,
                            gradient,
                            GradientClipping.GlobalNorm,
                            GradientClipping.Clip
                        );
                        return clipped;
                    },
                    () => double.IsFinite(loss) && double.IsFinite(norm) ? buffers : StateBuffers.New
                ),
            after => after.Leaves()
        );
        var (right, asked) = (shards.Sum(shard => shard.Correct), shards.Sum(shard => shard.Asked));
        var accuracy = asked == 0 ? (double?)null : right / (double)asked;
        return (next, new(loss, accuracy, norm, learningRate, examples, place.Completes, asked, right));
    }

    /// <summary>The same of shards that nobody read, and without reading anything: nothing waits for the device.</summary>
    /// <inheritdoc cref="Apply{P}(PerceiverConfig, TrainState{P}, IReadOnlyList{ShardGradients{P}}, long, UpdatePart?, StateBuffers)"/>
    public static (TrainState<P> State, PendingMetrics Metrics) ApplyMeasured<P>(
        PerceiverConfig config,
        TrainState<P> state,
        IReadOnlyList<MeasuredShard<P>> shards,
        long totalSteps,
        UpdatePart? part = null
    )
        where P : IParameterTree<P>
    {
        var examples = shards.Sum(shard => shard.Examples);
        var place = part ?? UpdatePart.Whole(examples);
        var learningRate = LearningRate(config.Training, state, totalSteps);
        var (next, figures) = Scoped.Run(
            () =>
            {
                var sum = shards.Select(shard => shard.Figures).Aggregate((left, right) => left.add(right));
                var scale = place.Examples / (double)examples;
                var norm = zeros_like(sum.select(0, 0));
                var after = StateUpdate.Next(
                    config.Training,
                    state,
                    [.. shards.Select(shard => shard.Gradients)],
                    [.. shards.Select(shard => shard.Seen)],
                    place,
                    learningRate,
                    totalSteps,
                    gradient =>
                    {
                        (var clipped, norm) = StateUpdate.Clipped(
                            config.Training,
                            gradient,
                            GradientClipping.Norm,
                            GradientClipping.Clip
                        );
                        return clipped;
                    },
                    static () => StateBuffers.New
                );
                return (after, stack([sum.select(0, 0).mul(scale), sum.select(0, 1), sum.select(0, 2), norm]));
            },
            result => [.. result.Item1.Leaves(), result.Item2]
        );
        return (next, new PendingMetrics(figures, learningRate, examples, place.Completes));
    }

    /// <summary>The learning rate of the update that comes next.</summary>
    public static double LearningRate<P>(TrainingConfig training, TrainState<P> state, long totalSteps)
        where P : IParameterTree<P> =>
        Schedules.LearningRate(training.Optimizer, training.Schedule, state.Step + 1, totalSteps)
        * state.Plateau.Factor;

    /// <summary>A whole step, its shards in turn.</summary>
    public static (TrainState<PerceiverParameters> State, StepMetrics Metrics) Step(
        PerceiverConfig config,
        TrainState<PerceiverParameters> state,
        TrainingBatch batch,
        long totalSteps,
        UpdatePart? part = null
    ) => Step(config, state, batch, totalSteps, static p => p, part);

    /// <summary>As above, for a tree that holds the weights: a generated model's own parameters.</summary>
    public static (TrainState<P> State, StepMetrics Metrics) Step<P>(
        PerceiverConfig config,
        TrainState<P> state,
        TrainingBatch batch,
        long totalSteps,
        Func<P, PerceiverParameters> weights,
        UpdatePart? part = null
    )
        where P : IParameterTree<P>
    {
        StepMetrics? metrics = null;
        var next = Scoped.Run(
            () =>
            {
                var place = part ?? UpdatePart.Whole(batch.Examples);
                var count = config.Training.Shards;
                var gradients = Shards(batch, count)
                    .Select((shard, i) => (shard, Key: DropoutKey(state, (place.Index * count) + i)))
                    .Select(one => Gradients(config, state.Parameters, one.shard, place.Examples, one.Key, weights))
                    .ToArray();
                (var after, metrics) = Apply(config, state, gradients, totalSteps, place);
                return after;
            },
            after => after.Leaves()
        );
        return (next, metrics!);
    }
}
