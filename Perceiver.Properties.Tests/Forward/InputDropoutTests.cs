using FsCheck.Xunit;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>Inputs that a step does not see.</summary>
[Properties(Arbitrary = [typeof(ModelArbitrary)], MaxTest = 50)]
public sealed class InputDropoutTests
{
    [Theory]
    [InlineData(4, 0, 0.9, 1)]
    [InlineData(4, 2, 0.9, 2)]
    [InlineData(4, 2, 0.5, 3)]
    [InlineData(4, 4, 0.9, 4)]
    public void One_is_kept_at_least_and_of_the_last_all(int inputs, int last, double share, int kept)
    {
        using var scope = NewDisposeScope();
        var rows = arange(0, inputs, 1, ScalarType.Float64).reshape(1, inputs, 1);
        var left = InputDropout.Apply(rows, null, share, RngKey.FromSeed(3), last).Inputs.flatten();
        Assert.Equal(kept, left.shape[0]);
        Assert.Equal(
            Enumerable.Range(inputs - last, last).Select(row => (double)row),
            left.data<double>().ToArray().TakeLast(last)
        );
    }

    [Property]
    public void So_many_inputs_are_kept_in_their_order_for_each_example_its_own(long seed, byte share)
    {
        using var scope = NewDisposeScope();
        var left = share / 256.0;
        var inputs = arange(0, 3 * 20 * 2, 1, ScalarType.Float64).reshape(3, 20, 2);
        var kept = InputDropout.Apply(inputs, left, RngKey.FromSeed(seed));
        var count = left == 0 ? 20 : Math.Max(1, (int)Math.Round(20 * (1 - left)));
        Assert.Equal([3, count, 2], kept.shape);
        for (var i = 0; i < 3; i++)
        {
            var values = kept[i].contiguous().data<double>().ToArray();
            var rows = values.Where((_, at) => at % 2 == 0).Select(value => (int)value / 2).ToArray();
            Assert.Equal(rows.Order().Distinct(), rows);
            Assert.All(rows, row => Assert.InRange(row, 20 * i, (20 * i) + 19));
            Assert.Equal(rows.SelectMany(row => new double[] { 2 * row, (2 * row) + 1 }), values);
        }

        Assert.Equal(
            kept.data<double>().ToArray(),
            InputDropout.Apply(inputs, left, RngKey.FromSeed(seed)).data<double>().ToArray()
        );
    }

    [Fact]
    public void Every_input_is_kept_as_often_as_any_other()
    {
        var counts = new int[10];
        var kept = new long[4];
        for (var i = 0; i < 5000; i++)
        {
            InputDropout.Keep(new IndexHash(RngKey.FromSeed(i).Bits()), 10, kept);
            foreach (var one in kept)
            {
                counts[one]++;
            }
        }

        Assert.All(counts, count => Assert.InRange(count, 2000 - 200, 2000 + 200));
    }

    [Property]
    public void Evaluation_sees_all(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var (p, images) = (@case.Parameters(), @case.Images());
        var all = PerceiverModel.Forward(With(@case, 0).Config, p, images);
        var evaluated = PerceiverModel.Forward(With(@case, 0.5).Config, p, images);
        Assert.Equal(TensorAssert.Bits(all.Values), TensorAssert.Bits(evaluated.Values));
    }

    [Fact]
    public void Training_sees_a_part_that_its_key_decides()
    {
        using var scope = NewDisposeScope();
        var sample = Perceiver.Config.ConfigCompiler.Compile(Config.SampleConfig.Text).Config!;
        var dropping = With(new ModelCase(sample, 2, 1), 0.5);
        var (p, images) = (dropping.Parameters(), dropping.Images());
        RngKey?[] keys = [null, RngKey.FromSeed(1), RngKey.FromSeed(2), RngKey.FromSeed(1)];
        var bits = keys.Select(key => PerceiverModel.Forward(dropping.Config, p, images, key).Values)
            .Select(TensorAssert.Bits)
            .ToArray();
        Assert.Equal(bits[1], bits[3]);
        Assert.NotEqual(bits[0], bits[1]);
        Assert.NotEqual(bits[1], bits[2]);
    }

    private static ModelCase With(ModelCase @case, double rate) =>
        @case.With(model => model with { Encoder = model.Encoder with { InputDropout = rate } });
}
