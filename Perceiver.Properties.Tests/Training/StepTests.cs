using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>The training step as a function of state and batch.</summary>
[Properties(Arbitrary = [typeof(ModelArbitrary)], MaxTest = 50)]
public sealed class StepTests
{
    [Property]
    public void ShardsOnThreadsAreShardsInTurnBitForBit(ModelCase @case, byte more)
    {
        using var scope = NewDisposeScope();
        var dropping = Sharded(@case, 2 + (more % 3)).WithDropout(0.2);
        var (config, state) = Start(dropping);
        var batch = dropping.Labelled(ScalarType.Float32);
        var (inTurn, metrics) = TrainStep.Step(config, state, batch, 10);

        var shards = TrainStep.Shards(batch, config.Training.Shards);
        var gradients = new ShardGradients<PerceiverParameters>[shards.Count];
        var threads = shards.Select(
            (shard, i) =>
                new Thread(() =>
                {
                    var key = TrainStep.DropoutKey(state, i);
                    gradients[i] = TrainStep.Gradients(config, state.Parameters, shard, dropping.Batch, key);
                })
        );
        var started = threads.ToArray();
        Array.ForEach(started, thread => thread.Start());
        Array.ForEach(started, thread => thread.Join());
        var (together, same) = TrainStep.Apply(config, state, gradients, 10);

        TensorAssert.SameBits(inTurn.Parameters, together.Parameters);
        TensorAssert.SameBits(inTurn.Optimizer, together.Optimizer);
        Assert.Equal(metrics, same);
        Array.ForEach(gradients, shard => shard.Gradients.Release());
    }

    [Property]
    public void TheShardsAddUpToTheBatch(ModelCase @case, byte more)
    {
        using var scope = NewDisposeScope();
        var sharded = Sharded(@case.Smooth(), 2 + (more % 3));
        var (p, batch) = (sharded.Parameters(), sharded.Labelled());
        var whole = TrainStep.Gradients(sharded.Config, p, batch, sharded.Batch, default);
        var parts = TrainStep
            .Shards(batch, sharded.Config.Training.Shards)
            .Select(shard => TrainStep.Gradients(sharded.Config, p, shard, sharded.Batch, default))
            .ToArray();
        Assert.Equal(sharded.Batch, parts.Sum(part => part.Examples));
        Assert.InRange(parts.Max(part => part.Examples) - parts.Min(part => part.Examples), 0, 1);
        Assert.Equal(whole.Correct, parts.Sum(part => part.Correct));
        Assert.Equal(whole.Loss, parts.Sum(part => part.Loss), 1e-10);
        var sum = parts.Select(part => part.Gradients).Aggregate((a, b) => a.Zip(b, (x, y) => x.add(y)));
        TensorAssert.Close(whole.Gradients, sum, 1e-9);
    }

    [Property]
    public void SameArgumentsSameBits(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var (config, state) = Start(@case.WithDropout(0.3));
        var batch = @case.Labelled(ScalarType.Float32);
        var (first, metrics) = TrainStep.Step(config, state, batch, 10);
        var (second, same) = TrainStep.Step(config, state, batch, 10);
        TensorAssert.SameBits(first.Parameters, second.Parameters);
        TensorAssert.SameBits(first.Optimizer, second.Optimizer);
        Assert.Equal(metrics, same);
        Assert.Equal((state.Step + 1, state.Key, state.Data.Step + 1), (first.Step, first.Key, first.Data.Step));
    }

    [Fact]
    public void EachStepAndShardDropsSomethingElse()
    {
        using var scope = NewDisposeScope();
        var state = TrainState<LinearParameters>.Start(new(zeros(1, 1), zeros(1)), RngKey.FromSeed(1));
        RngKey[] keys =
        [
            TrainStep.DropoutKey(state, 0),
            TrainStep.DropoutKey(state, 1),
            TrainStep.DropoutKey(state with { Step = 1 }, 0),
            TrainStep.DropoutKey(state with { Key = RngKey.FromSeed(2) }, 0),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys[0], TrainStep.DropoutKey(state, 0));
    }

    // To first order AdamW's first step lowers the loss by rate · Σ|gradient|. How short a step must be for that depends
    // on the curvature, so shorter ones are tried; where the gradient is next to nothing there is nothing to show.
    [Property]
    public void AShortStepOnOneBatchLowersItsLoss(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var lively = @case.Lively().Smooth();
        var batch = lively.Labelled();
        var state = TrainState<PerceiverParameters>.Start(lively.Parameters(), RngKey.FromSeed(lively.Seed));
        var steps = new[] { 1e-3, 1e-4, 1e-5, 1e-6 }
            .Select(rate =>
            {
                var (next, before) = TrainStep.Step(WithPlainAdamW(lively.Config, rate), state, batch, 1);
                var after = TrainStep.Gradients(lively.Config, next.Parameters, batch, lively.Batch, default);
                return (Before: before, After: after.Loss);
            })
            .ToArray();

        if (steps[0].Before.GradientNorm > 1e-6)
        {
            Assert.Contains(steps, step => step.After < step.Before.Loss);
        }
    }

    private static PerceiverConfig WithPlainAdamW(PerceiverConfig config, double rate) =>
        config with
        {
            Training = config.Training with
            {
                Optimizer = new OptimizerConfig.AdamW(rate, 0.9, 0.999, 1e-8, 0, false),
                Schedule = new ScheduleConfig.Constant(0),
                ClipNorm = null,
                ClipValue = null,
            },
        };

    private static ModelCase Sharded(ModelCase @case, int shards) =>
        @case with
        {
            Batch = @case.Batch + shards,
            Config = @case.Config with { Training = @case.Config.Training with { Shards = shards, ClipNorm = 0.5 } },
        };

    private static (PerceiverConfig, TrainState<PerceiverParameters>) Start(ModelCase @case) =>
        (
            @case.Config,
            TrainState<PerceiverParameters>.Start(@case.Parameters(ScalarType.Float32), RngKey.FromSeed(@case.Seed))
        );
}
