using FsCheck.Xunit;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>Blocks that a step leaves out for some examples.</summary>
public sealed class StochasticDepthTests
{
    [Property]
    public void An_example_keeps_what_a_block_adds_enlarged_or_is_as_it_was(long seed, byte share)
    {
        using var scope = NewDisposeScope();
        var depth = new StochasticDepth((1 + (share % 200)) / 256.0, 4);
        using var generator = RngKey.FromSeed(seed).NewGenerator();
        var before = zeros(64, 3, 2, ScalarType.Float64).normal_(0, 1, generator);
        var after = zeros(64, 3, 2, ScalarType.Float64).normal_(0, 1, generator);
        var result = depth.Apply(before, after, 1, RngKey.FromSeed(seed));
        var kept = before.add(after.sub(before).div(1 - depth.RateOf(1)));
        var dropped = 0;
        for (var i = 0; i < 64; i++)
        {
            var isDropped = result[i].eq(before[i]).all().item<bool>();
            dropped += isDropped ? 1 : 0;
            TensorAssert.Close(isDropped ? before[i] : kept[i], result[i], 1e-12);
        }

        // Five deviations of a binomial share.
        Assert.InRange(dropped / 64.0, depth.RateOf(1) - 0.32, depth.RateOf(1) + 0.32);
        Assert.Same(after, depth.Apply(before, after, 1, null));
        Assert.Same(after, new StochasticDepth(0, 4).Apply(before, after, 1, RngKey.FromSeed(seed)));
    }

    [Fact]
    public void The_last_block_is_left_out_as_often_as_it_says_and_the_others_in_proportion() =>
        Assert.Equal(
            [0.05, 0.1, 0.15, 0.2],
            Enumerable.Range(0, 4).Select(new StochasticDepth(0.2, 4).RateOf),
            (a, b) => Math.Abs(a - b) < 1e-15
        );

    [Fact]
    public void Training_drops_blocks_by_its_key_and_evaluation_none()
    {
        using var scope = NewDisposeScope();
        var sample = Perceiver.Config.ConfigCompiler.Compile(Config.SampleConfig.Text).Config!;
        var dropping = new ModelCase(sample with { Training = sample.Training with { StochasticDepth = 0.5 } }, 8, 1);
        var (p, images) = (dropping.Parameters(), dropping.Images());
        var plain = PerceiverModel.Forward(sample, p, images).Values;
        RngKey?[] keys = [null, RngKey.FromSeed(1), RngKey.FromSeed(2), RngKey.FromSeed(1)];
        var bits = keys.Select(key => PerceiverModel.Forward(dropping.Config, p, images, key).Values)
            .Select(TensorAssert.Bits)
            .ToArray();
        Assert.Equal(TensorAssert.Bits(plain), bits[0]);
        Assert.Equal(bits[1], bits[3]);
        Assert.NotEqual(bits[0], bits[1]);
        Assert.NotEqual(bits[1], bits[2]);
    }
}
