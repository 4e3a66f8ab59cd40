using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>Several batches as one update, averaged weights, clipping by value, and steps that are not finite.</summary>
[Properties(Arbitrary = [typeof(ModelArbitrary)], MaxTest = 50)]
public sealed class AccumulationTests
{
    [Property]
    public void TwoBatchesThatMakeOneUpdateAreOneBatchOfTwiceTheShardsBitForBit(ModelCase @case, bool drops)
    {
        using var scope = NewDisposeScope();
        var even = @case with { Batch = 4 };
        var (config, state) = Start(drops ? even.WithDropout(0.3) : even, ema: true);
        var batch = even.Labelled(ScalarType.Float32);
        var whole = config with { Training = config.Training with { Shards = 4 } };
        var halves = config with { Training = config.Training with { Shards = 2, BatchSize = 2, Accumulation = 2 } };

        var (expected, metrics) = TrainStep.Step(whole, state, batch, 10);
        var (waiting, first) = TrainStep.Step(halves, state, Part(batch, 0), 10, UpdatePart.Of(halves.Training, 0, 4));
        var (actual, second) = TrainStep.Step(
            halves,
            waiting,
            Part(batch, 2),
            10,
            UpdatePart.Of(halves.Training, 1, 4)
        );

        TensorAssert.SameBits(state.Parameters, waiting.Parameters);
        TensorAssert.SameBits(expected.Parameters, actual.Parameters);
        TensorAssert.SameBits(expected.Optimizer, actual.Optimizer);
        TensorAssert.SameBits(expected.Average!, actual.Average!);
        Assert.Equal((false, true, 0L, 1L), (first.Updated, second.Updated, waiting.Step, actual.Step));
        Assert.Equal((1, 2), (waiting.Data.Step, actual.Data.Step));
        Assert.NotNull(waiting.Pending);
        Assert.Null(actual.Pending);
        Assert.Equal(metrics.GradientNorm, second.GradientNorm);
        Assert.Equal(metrics.Loss, (first.Loss + second.Loss) / 2, 1e-6 * Math.Max(1, metrics.Loss));
    }

    [Theory]
    [InlineData(0, 0, 4, false)]
    [InlineData(1, 1, 4, true)]
    [InlineData(2, 0, 3, false)]
    [InlineData(3, 1, 3, true)]
    public void AnEpochsEndCompletesAnUpdate(int batch, int index, int examples, bool completes)
    {
        // Seven examples in batches of two: 2 + 2, 2 + 1.
        var training = Some.Config.Training with
        {
            BatchSize = 2,
            Accumulation = 2,
        };
        Assert.Equal(new UpdatePart(index, examples, completes), UpdatePart.Of(training, batch, 7));
        Assert.Equal(new UpdatePart(0, 1, true), UpdatePart.Of(training with { BatchSize = 1 }, 6, 7));
    }

    [Property]
    public void TheAverageGoesAShareOfTheWayToTheWeights(ModelCase @case, byte decay)
    {
        using var scope = NewDisposeScope();
        var (config, state) = Start(@case, ema: true);
        var share = decay / 256.0;
        config = config with { Training = config.Training with { EmaDecay = share } };
        var batch = @case.Labelled(ScalarType.Float32);
        var (one, _) = TrainStep.Step(config, state, batch, 10);
        var (two, _) = TrainStep.Step(config, one, batch, 10);

        TensorAssert.SameBits(state.Parameters, state.Average!);
        var mean = state.Parameters.Zip(one.Parameters, (a, b) => a.mul(share).add(b.mul(1 - share)));
        mean = mean.Zip(two.Parameters, (a, b) => a.mul(share).add(b.mul(1 - share)));
        TensorAssert.Close(mean, two.Average!, 1e-5);
        Assert.Same(two.Average, two.Weights);
    }

    [Property]
    public void AverageAndWaitingLeaveTheWeightsAlone(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var (config, with) = Start(@case, ema: true);
        var (_, without) = Start(@case, ema: false);
        var batch = @case.Labelled(ScalarType.Float32);
        var (a, _) = TrainStep.Step(config, with, batch, 10);
        var (b, _) = TrainStep.Step(config, without, batch, 10);
        TensorAssert.SameBits(a.Parameters, b.Parameters);
        Assert.Same(b.Parameters, b.Weights);
    }

    [Fact]
    public void ClippingByValueBoundsEachNumberAndComesBeforeTheNorm()
    {
        using var scope = NewDisposeScope();
        var gradient = new LinearParameters(tensor(new double[] { 3, -0.5 }), tensor(new double[] { -4 }));
        var clipped = GradientClipping.ClipValue(gradient, 2);
        Assert.Equal([2, -0.5], clipped.Weight.data<double>().ToArray());
        Assert.Equal([-2], clipped.Bias!.data<double>().ToArray());

        // SGD without momentum moves by what is left: (2, -0.5, -2) scaled to length 1.
        var sgd = new OptimizerConfig.Sgd(1, 0, false, 0, false);
        var training = Some.Config.Training with { Optimizer = sgd, ClipValue = 2, ClipNorm = 1 };
        var config = Some.Config with { Training = training with { Schedule = new ScheduleConfig.Constant(0) } };
        var zero = new LinearParameters(zeros(2, ScalarType.Float64), zeros(1, ScalarType.Float64));
        var state = TrainState<LinearParameters>.Start(zero, default);
        var (after, metrics) = TrainStep.Apply(config, state, [new(gradient, 1, 0, 1, 1)], 1);
        var length = Math.Sqrt(8.25);
        TensorAssert.Close(tensor(new[] { -2 / length, 0.5 / length }), after.Parameters.Weight, 1e-15);
        TensorAssert.Close(tensor(new[] { 2 / length }), after.Parameters.Bias!, 1e-15);
        Assert.Equal(Math.Sqrt(25.25), metrics.GradientNorm, 1e-14);
    }

    [Fact]
    public void WhatAPlateauLeavesOfTheRateIsWhatAStepTakes()
    {
        using var scope = NewDisposeScope();
        var sgd = new OptimizerConfig.Sgd(0.5, 0, false, 0, false);
        var training = Some.Config.Training with { Optimizer = sgd, ClipNorm = null };
        var config = Some.Config with { Training = training with { Schedule = new ScheduleConfig.Constant(0) } };
        var zero = new LinearParameters(zeros(2, ScalarType.Float64), null);
        var state = TrainState<LinearParameters>.Start(zero, default);
        var lowered = state with { Plateau = state.Plateau with { Factor = 0.25 } };
        Assert.Equal(0.5, TrainStep.LearningRate(config.Training, state, 1));
        Assert.Equal(0.125, TrainStep.LearningRate(config.Training, lowered, 1));
        var gradient = new LinearParameters(tensor(new double[] { 1, -2 }), null);
        var (after, metrics) = TrainStep.Apply(config, lowered, [new(gradient, 1, 0, 1, 1)], 1);
        Assert.Equal([-0.125, 0.25], after.Parameters.Weight.data<double>().ToArray());
        Assert.Equal(0.125, metrics.LearningRate);
    }

    [Theory]
    [InlineData(double.NaN, 1, 1, "the input (example 1 of the batch)")]
    [InlineData(1, double.PositiveInfinity, 1, "the loss")]
    [InlineData(1, 1, double.NaN, "the gradient of bias")]
    public void WhatIsNotFiniteIsNamed(double pixel, double loss, double slope, string where)
    {
        using var scope = NewDisposeScope();
        var pixels = tensor(new[] { 0, pixel }, [2, 1, 1, 1]);
        var gradient = new LinearParameters(zeros(1, 1, ScalarType.Float64), tensor(new[] { slope }));
        var shards = new[] { new ShardGradients<LinearParameters>(gradient, loss, 0, 2, 2) };
        var reached = double.IsNaN(pixel) ? double.NaN : loss;
        var metrics = new StepMetrics(reached, 0, double.IsFinite(reached) ? slope : double.NaN, 1, 2);
        var batch = new LabelledImages(new(pixels), tensor(new long[] { 0, 0 }));
        Assert.Equal(where, NonFinite.Find(batch, metrics, shards));
        Assert.Null(NonFinite.Find(batch, metrics with { Loss = 1, GradientNorm = 1 }, shards));
    }

    private static ModelCase Some => new(ConfigGenSample(), 2, 1);

    private static PerceiverConfig ConfigGenSample() =>
        ConfigCompiler.Compile(Properties.Tests.Config.SampleConfig.Text).Config!;

    private static LabelledImages Part(LabelledImages batch, long start) =>
        new(new(batch.Images.Pixels.narrow(0, start, 2)), batch.Labels.narrow(0, start, 2));

    private static (PerceiverConfig, TrainState<PerceiverParameters>) Start(ModelCase @case, bool ema)
    {
        var config = @case.Config with { Training = @case.Config.Training with { EmaDecay = ema ? 0.9 : null } };
        var parameters = @case.Parameters(ScalarType.Float32);
        return (config, TrainState<PerceiverParameters>.Start(parameters, RngKey.FromSeed(@case.Seed), ema));
    }
}
