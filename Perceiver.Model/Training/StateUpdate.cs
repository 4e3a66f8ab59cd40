using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>From the gradients of a batch's shards to the state after it.</summary>
internal static class StateUpdate
{
    /// <summary>The state after a batch: the update that it completes, or its gradients kept for those that do.</summary>
    /// <param name="training">Optimiser, averages and what is frozen.</param>
    /// <param name="state">The state before.</param>
    /// <param name="gradients">Those of the shards, in order.</param>
    /// <param name="seen">What the shards' batch norms saw, in order.</param>
    /// <param name="place">Which part of an update the batch is.</param>
    /// <param name="learningRate">Of the update.</param>
    /// <param name="totalSteps">How many updates the run will have.</param>
    /// <param name="clip">Given the sum of all gradients of the update, only where the batch completes it.</param>
    /// <param name="buffers">Asked after that: where the update is written.</param>
    public static TrainState<P> Next<P>(
        TrainingConfig training,
        TrainState<P> state,
        IReadOnlyList<P> gradients,
        IReadOnlyList<ModelStatistics> seen,
        UpdatePart place,
        double learningRate,
        long totalSteps,
        Func<P, P> clip,
        Func<StateBuffers> buffers
    )
        where P : IParameterTree<P>
    {
        P[] earlier = state.Pending is { } pending ? [pending] : [];
        var sum = earlier.Concat(gradients).Aggregate((sum, shard) => sum.Zip(shard, (left, right) => left.add(right)));
        var cursor = state.Data with { Step = state.Data.Step + 1 };

        // Each shard is a forward pass of its own: one batch of four is two of two, bit for bit.
        var statistics = seen.Aggregate(state.Statistics, (known, shard) => known.After(shard));
        if (!place.Completes)
        {
            var kept = sum.Map(leaf => leaf.alias());
            return (state with { Pending = default, Data = cursor, Statistics = statistics }).Borrow() with
            {
                Pending = kept,
            };
        }

        var clipped = clip(Thawed(training, sum));
        return Update(training, state, clipped, learningRate, totalSteps, buffers()) with
        {
            Data = cursor,
            Statistics = statistics,
        };
    }

    /// <summary>The gradient of an update as clipping leaves it, and its norm before.</summary>
    /// <param name="training">How it is clipped.</param>
    /// <param name="sum">The gradient.</param>
    /// <param name="measure">Its norm: a number, or a tensor that nobody reads.</param>
    /// <param name="shorten">Brings a gradient of that norm to the longest that may be.</param>
    public static (P Clipped, TNorm Norm) Clipped<P, TNorm>(
        TrainingConfig training,
        P sum,
        Func<P, TNorm> measure,
        Func<P, TNorm, double, P> shorten
    )
        where P : IParameterTree<P>
    {
        var norm = measure(sum);
        var clipped = training.ClipValue is { } size ? GradientClipping.ClipValue(sum, size) : sum;
        if (training.ClipNorm is not { } largest)
        {
            return (clipped, norm);
        }

        return (shorten(clipped, training.ClipValue is null ? norm : measure(clipped), largest), norm);
    }

    private static TrainState<P> Update<P>(
        TrainingConfig training,
        TrainState<P> state,
        P clipped,
        double learningRate,
        long totalSteps,
        StateBuffers buffers
    )
        where P : IParameterTree<P>
    {
        var step = state.Step + 1;
        var options = Schedules.Momentum(training.Schedule, step, totalSteps) is { } momentum
            ? Optimizers.WithMomentum(training.Optimizer, momentum)
            : training.Optimizer;
        var (parameters, optimizer) = Optimizers.Update(
            options,
            state.Parameters,
            clipped,
            state.Optimizer,
            step,
            learningRate,
            training.Freeze.Count == 0 ? null : Optimizers.Named(training.Freeze, state.Parameters),
            buffers
        );
        return state with
        {
            Parameters = parameters,
            Optimizer = optimizer,
            Step = step,
            Average = state.Average is { } average
                ? Averaged(average, parameters, training.EmaDecay ?? 0, buffers)
                : default,
            Pending = default,
        };
    }

    // What is frozen has no say in how far the others go.
    private static P Thawed<P>(TrainingConfig training, P gradients)
        where P : IParameterTree<P>
    {
        if (training.Freeze.Count == 0)
        {
            return gradients;
        }

        var frozen = Optimizers.Named(training.Freeze, gradients);
        return gradients.WithLeaves([.. gradients.Leaves().Select((leaf, i) => frozen[i] ? zeros_like(leaf) : leaf)]);
    }

    private static P Averaged<P>(P average, P parameters, double decay, StateBuffers buffers)
        where P : IParameterTree<P> =>
        average.Zip(
            parameters,
            (mean, weight) =>
                (buffers == StateBuffers.New ? mean.mul(decay) : mean.detach().mul_(decay)).add_(weight, 1 - decay)
        );
}
