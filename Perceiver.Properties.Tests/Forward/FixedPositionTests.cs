using FsCheck;
using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>Position codes that are fixed tables.</summary>
public sealed class FixedPositionTests
{
    [Property]
    public void Sines_stand_before_cosines_at_frequencies_in_equal_ratios(
        PositiveInt rows,
        PositiveInt width,
        PositiveInt longest
    )
    {
        var (places, values, most) = ((rows.Get % 20) + 1, (width.Get % 15) + 4, 1.0 + longest.Get);
        var table = FixedCodes.Of(new PositionConfig.Sinusoidal(PositionCombine.Add, null, most), places, values)!;
        var half = values / 2;
        for (var i = 0; i < half; i++)
        {
            var wavelength = Math.Exp(Math.Log(most) * i / (half - 1));
            for (var place = 0; place < places; place++)
            {
                Assert.Equal(Math.Sin(place / wavelength), table[(place * values) + i], 1e-9);
                Assert.Equal(Math.Cos(place / wavelength), table[(place * values) + half + i], 1e-9);
            }
        }

        Assert.All(
            Enumerable.Range(0, values % 2 * places),
            place => Assert.Equal(0, table[(place * values) + values - 1])
        );
    }

    [Fact]
    public void A_random_table_is_normal_and_a_longer_one_begins_with_it()
    {
        double[] Table(int places) =>
            FixedCodes.Of(new PositionConfig.Random(PositionCombine.Add, null, 2), places, 16)!;
        var table = Table(500);
        Assert.Equal(Table(20), table[..320]);
        var (mean, square) = (table.Average(), table.Average(value => value * value));
        // Five deviations of the means of 8,000 numbers.
        Assert.InRange(mean, -0.112, 0.112);
        Assert.InRange(square, 4 - 0.32, 4 + 0.32);
        Assert.InRange(table.Count(value => Math.Abs(value) < 2) / 8000.0, 0.6827 - 0.026, 0.6827 + 0.026);
        Assert.True(table.Distinct().Count() > 7990);
    }

    [Theory]
    [InlineData("sinusoidal")]
    [InlineData("random")]
    [InlineData("{ kind: sinusoidal, combine: concat, width: 6 }")]
    [InlineData("{ kind: random, combine: concat, width: 6, scale: 0.3 }")]
    public void A_fixed_table_is_a_learned_one_with_its_numbers(string positions)
    {
        using var scope = NewDisposeScope();
        var config = With(positions);
        var isConcat = positions.Contains("concat", StringComparison.Ordinal);
        var learned = With(
            isConcat ? "{ kind: learned, combine: concat, width: 6 }" : "{ kind: learned, combine: add }"
        );
        var (p, images) = (Parameters(config), new ModelCase(config, 3, 5).Images());
        var layout = InputLayout.Of(config.Model);
        double[] numbers = FixedCodes.Of(config.Model.Positions, (int)layout.Count, layout.PositionFeatures)!;
        var table = tensor(numbers, [layout.Count, layout.PositionFeatures], ScalarType.Float64);
        var same = p with { Positions = new PositionParameters(table, null) };
        Assert.DoesNotContain(p.Names(), name => name.StartsWith("positions", StringComparison.Ordinal));
        var answer = PerceiverModel.Forward(config, p, images).Values;
        TensorAssert.Close(PerceiverModel.Forward(learned, same, images).Values, answer, 1e-12);

        // The twin: with another table the answer is another.
        var other = same with
        {
            Positions = new PositionParameters(table.neg(), null),
        };
        Assert.NotEqual(
            TensorAssert.Bits(PerceiverModel.Forward(learned, other, images).Values),
            TensorAssert.Bits(answer)
        );
    }

    private static PerceiverParameters Parameters(PerceiverConfig config) => new ModelCase(config, 3, 5).Parameters();

    private static PerceiverConfig With(string positions) =>
        ConfigCompiler.Compile(Config.SampleConfig.Text, [new ConfigOverride("model.positions", positions)]).Config!;
}
