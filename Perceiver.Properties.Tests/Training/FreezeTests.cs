using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>Parameters that are not trained.</summary>
[Properties(Arbitrary = [typeof(ModelArbitrary)], MaxTest = 25)]
public sealed class FreezeTests
{
    [Property]
    public void WhatIsFrozenStaysBitForBitAndTheRestIsTrained(ModelCase @case, byte kind)
    {
        using var scope = NewDisposeScope();
        OptimizerConfig[] optimizers =
        [
            new OptimizerConfig.AdamW(0.01, 0.9, 0.99, 1e-8, 0.1, true),
            new OptimizerConfig.Sgd(0.01, 0.9, true, 0.1, true),
            new OptimizerConfig.Lamb(0.01, 0.9, 0.99, 1e-6, 0.1, true),
        ];
        var training = @case.Config.Training with
        {
            Optimizer = optimizers[kind % 3],
            Schedule = new ScheduleConfig.Constant(0),
            Freeze = ["encoder.*", "latents"],
            EmaDecay = 0.5,
        };
        var config = @case.Config with { Training = training };
        var key = RngKey.FromSeed(@case.Seed);
        var start = TrainState<PerceiverParameters>.Start(@case.Parameters(), key, averages: true);
        var (state, batch) = (start, @case.Labelled());
        for (var step = 0; step < 3; step++)
        {
            (state, _) = TrainStep.Step(config, state, batch, 10);
        }

        var names = start.Parameters.Names();
        for (var i = 0; i < names.Count; i++)
        {
            var frozen = names[i] == "latents" || names[i].StartsWith("encoder.", StringComparison.Ordinal);
            var same = TensorAssert
                .Bits(start.Parameters.Leaves()[i])
                .SequenceEqual(TensorAssert.Bits(state.Parameters.Leaves()[i]));

            // Decay alone moves what is trained.
            Assert.Equal(frozen, same);
        }
    }

    [Property]
    public void WhatIsFrozenHasNoSayInTheNorm(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var config = @case.Config with { Training = @case.Config.Training with { Freeze = ["encoder.*"], Shards = 1 } };
        var key = RngKey.FromSeed(@case.Seed);
        var state = TrainState<PerceiverParameters>.Start(@case.Parameters(), key);
        var batch = @case.Labelled();
        var (_, metrics) = TrainStep.Step(config, state, batch, 10);
        var gradients = TrainStep
            .Gradients(config, state.Parameters, batch, @case.Batch, TrainStep.DropoutKey(state, 0))
            .Gradients;
        var squares = gradients
            .Names()
            .Zip(gradients.Leaves(), (name, leaf) => (name, Square: leaf.square().sum().ToDouble()))
            .ToArray();
        var trained = squares
            .Where(one => !one.name.StartsWith("encoder.", StringComparison.Ordinal))
            .Sum(one => one.Square);
        Assert.Equal(Math.Sqrt(trained), metrics.GradientNorm, 1e-9 * (1 + metrics.GradientNorm));
    }

    [Fact]
    public void WithoutItTheNormIsAnother()
    {
        // The twin of what the property says, where the encoder's gradient is not zero.
        using var scope = NewDisposeScope();
        var sample = ConfigCompiler.Compile(Config.SampleConfig.Text).Config!;
        var @case = new ModelCase(sample, 4, 1);
        double Norm(EquatableArray<string> frozen)
        {
            var config = sample with { Training = sample.Training with { Freeze = frozen } };
            var state = TrainState<PerceiverParameters>.Start(@case.Parameters(), RngKey.FromSeed(1));
            return TrainStep.Step(config, state, @case.Labelled(), 10).Metrics.GradientNorm;
        }

        Assert.True(Norm([]) > Norm(["encoder.*"]) + 1e-6);
    }
}
