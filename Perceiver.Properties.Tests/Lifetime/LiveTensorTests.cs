using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using Perceiver.Properties.Tests.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Lifetime;

/// <summary>Arguments are borrowed, results are the caller's, and nothing else stays alive.</summary>
[Properties(Arbitrary = [typeof(ModelArbitrary)])]
[Collection(SerialCollection.Name)]
public sealed class LiveTensorTests
{
    [Property]
    public void ForwardLeavesItsLogitsOnly(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var (p, images) = (@case.WithDropout(0.2).Parameters(), @case.Images());
        foreach (var key in (RngKey?[])[null, RngKey.FromSeed(1)])
        {
            AssertGrowth(1, () => PerceiverModel.Forward(@case.WithDropout(0.2).Config, p, images, key));
        }
    }

    [Property(Arbitrary = [typeof(FamilyArbitrary)])]
    public void AnAnswerOfAnyFamilyIsAllThatIsLeft(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var (p, given, statistics) = (@case.Parameters(), @case.Given(), @case.Statistics());
        var parts = @case.Model.Decoder is DecoderConfig.Modalities several ? several.Parts.Count : 1;
        AssertGrowth(parts, () => PerceiverModel.Run(@case.Config, p, given, null, statistics));
        var seen = statistics.Leaves().Count;
        AssertGrowth(parts + seen, () => PerceiverModel.Train(@case.Config, p, given, RngKey.FromSeed(@case.Seed)));
    }

    [Property(Arbitrary = [typeof(EveryTaskStepTests.Configs)], MaxTest = 40)]
    public void AStepOfAnyTaskLeavesItsStateOnly(EveryTaskStepTests.TaskCase @case)
    {
        using var scope = NewDisposeScope();
        var (config, key) = (@case.Config, RngKey.FromSeed(@case.Seed));
        var state = TrainState<PerceiverParameters>.Start(PerceiverModel.Init(config, key), key);
        var batch = AnyBatch.Of(config, state.Parameters, key.Fold("batch"), 2);
        var bits = state.Leaves().Select(TensorAssert.Bits).ToArray();
        AssertGrowth(state.Leaves().Count(), () => TrainStep.Step(config, state, batch, 10));
        Assert.Equal(bits, state.Leaves().Select(TensorAssert.Bits));
    }

    [Property]
    public void InitLeavesItsLeavesOnly(ModelCase @case) =>
        AssertGrowth(
            Shapes.Of(@case.Config).Count,
            () => PerceiverModel.Init(@case.Config, RngKey.FromSeed(@case.Seed))
        );

    [Property]
    public void AStepLeavesItsStateOnlyAndTouchesNoArgument(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var dropping = @case.WithDropout(0.2);
        var config = dropping.Config with
        {
            Training = dropping.Config.Training with
            {
                Shards = 2,
                ClipNorm = 0.1,
                Optimizer =
                    dropping.Seed % 2 == 0
                        ? dropping.Config.Training.Optimizer
                        : new OptimizerConfig.Lamb(1e-3, 0.9, 0.999, 1e-6, 0.1, true),
            },
        };
        var state = TrainState<PerceiverParameters>.Start(dropping.Parameters(), RngKey.FromSeed(@case.Seed));
        var batch = dropping.Labelled();
        Tensor[] arguments = [.. state.Leaves(), batch.Images.Pixels, batch.Labels];
        var bits = arguments.Select(TensorAssert.Bits).ToArray();
        AssertGrowth(state.Leaves().Count(), () => TrainStep.Step(config, state, batch, 10));
        var waits = state.Leaves().Count() + state.Parameters.Leaves().Count;
        AssertGrowth(waits, () => TrainStep.Step(config, state, batch, 10, new(0, 100, Completes: false)));
        Assert.Equal(bits, arguments.Select(TensorAssert.Bits));
    }

    [Fact]
    public void ATreeIsKeptAndReleasedLeafByLeaf()
    {
        LinearParameters tree;
        using (NewDisposeScope())
        {
            tree = new LinearParameters(zeros(2, 3), zeros(2)).Keep();
        }

        Assert.All(tree.Leaves(), leaf => Assert.False(leaf.IsInvalid));
        tree.Release();
        Assert.All(tree.Leaves(), leaf => Assert.True(leaf.IsInvalid));
    }

    [Property]
    public void WhatIsKeptOutlivesItsScopeUntilReleased(ModelCase @case)
    {
        var before = Live;
        TrainState<PerceiverParameters> state;
        using (NewDisposeScope())
        {
            state = TrainState<PerceiverParameters>.Start(@case.Parameters(), RngKey.FromSeed(1)).Keep();
        }

        Assert.Equal(before + state.Leaves().Count(), Live);
        Assert.All(state.Leaves(), leaf => Assert.False(leaf.IsInvalid));
        state.Release();
        Assert.Equal(before, Live);
    }

    [Fact]
    public void ALeakWouldBeSeen()
    {
        using var scope = NewDisposeScope();
        var error = Record.Exception(() =>
            AssertGrowth(
                1,
                () =>
                {
                    var temporary = zeros(2);
                    return temporary.add(1);
                }
            )
        );
        Assert.NotNull(error);
    }

    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    private static void AssertGrowth<T>(int expected, Func<T> function)
    {
        using var scope = NewDisposeScope();
        var before = Live;
        function();
        Assert.Equal(expected, Live - before);
        Assert.Equal(expected, scope.DisposablesCount);
    }
}
