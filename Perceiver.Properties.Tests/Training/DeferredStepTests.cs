using FsCheck.Xunit;
using Perceiver.Cli;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>A step that reads no number is the step that reads them.</summary>
[Properties(Arbitrary = [typeof(ModelArbitrary)], MaxTest = 30)]
public sealed class DeferredStepTests
{
    [Property]
    public void ItGivesTheSameStateAndTellsTheSameLater(ModelCase @case, byte shards, bool clips)
    {
        using var scope = NewDisposeScope();
        var training = @case.Config.Training with { Shards = 1 + (shards % 3), ClipNorm = clips ? 1e-3 : null };
        var config = @case.Config with { Training = training };
        var key = RngKey.FromSeed(@case.Seed);
        var state = TrainState<PerceiverParameters>.Start(PerceiverModel.Init(config, key), key);
        var batch = @case.Labelled(ScalarType.Float32);
        var (read, metrics) = TrainStep.Step(config, state, batch, 10);
        var measured = TrainStep
            .Shards(batch, training.Shards)
            .Select((one, i) => (one, Key: TrainStep.DropoutKey(state, i)))
            .Select(one => TrainStep.Measure(config, state.Parameters, one.one, @case.Batch, one.Key, p => p));
        var (deferred, pending) = TrainStep.ApplyMeasured(config, state, [.. measured], 10);
        var told = Assert.Single(PendingMetrics.Read([pending]));

        Assert.Equal(metrics.Loss, told.Loss, 1e-12 * (1 + Math.Abs(metrics.Loss)));
        Assert.Equal(metrics.GradientNorm, told.GradientNorm, 1e-10 * (1 + metrics.GradientNorm));
        Assert.Equal(metrics with { Loss = 0, GradientNorm = 0 }, told with { Loss = 0, GradientNorm = 0 });
        if (training.ClipNorm is null && training.ClipValue is null)
        {
            TensorAssert.SameBits(read.Parameters, deferred.Parameters);
        }
        else
        {
            // The norm's last bit decides the factor's.
            TensorAssert.Close(read.Optimizer.FirstMoment, deferred.Optimizer.FirstMoment, 1e-6);
        }
    }

    [Fact]
    public void SeveralAreReadInTheirOrderAndAtOnce()
    {
        using var scope = NewDisposeScope();
        using var waiting = new WaitingSteps(3);
        for (var i = 0; i < 3; i++)
        {
            Assert.False(waiting.IsFull);
            var figures = tensor([i + 0.5, 1.0 * i, 4.0, 2.0], [4]).DetachFromDisposeScope();
            waiting.Add(new PendingMetrics(figures, 0.1, 4, true), new StepPlace(i + 1, new Cursor(0, i), default));
        }

        Assert.True(waiting.IsFull);
        var taken = waiting.Take();
        Assert.Equal([0.5, 1.5, 2.5], taken.Select(step => step.Metrics.Loss));
        Assert.Equal([1L, 2L, 3L], taken.Select(step => step.Place.Step));
        Assert.Equal(0.5, taken[2].Metrics.Accuracy);
        Assert.Empty(waiting.Take());
    }
}
