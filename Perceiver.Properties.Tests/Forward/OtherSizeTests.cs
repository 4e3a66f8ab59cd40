using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using Perceiver.Properties.Tests.Config;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>Images of another size than the trained one.</summary>
public sealed class OtherSizeTests
{
    [Property]
    public void Interpolation_is_the_engines_bicubic_one(
        byte rows,
        byte columns,
        byte newRows,
        byte newColumns,
        int seed
    )
    {
        using var scope = NewDisposeScope();
        EquatableArray<int> from = [1 + (rows % 6), 1 + (columns % 6)];
        EquatableArray<int> to = [1 + (newRows % 9), 1 + (newColumns % 9)];
        using var generator = RngKey.FromSeed(seed).NewGenerator();
        var table = zeros([from[0] * from[1], 3], ScalarType.Float64).normal_(0, 1, generator);
        var image = table.reshape(1, from[0], from[1], 3).permute(0, 3, 1, 2);
        var expected = nn.functional.interpolate(
            image,
            size: [to[0], to[1]],
            mode: InterpolationMode.Bicubic,
            align_corners: false
        );
        TensorAssert.Close(expected.permute(0, 2, 3, 1).reshape(-1, 3), OtherSize.Interpolate(table, from, to), 1e-12);
    }

    [Property]
    public void The_trained_size_changes_nothing_and_another_one_does(int seed)
    {
        using var scope = NewDisposeScope();
        var @case = Case(seed, new PositionConfig.Learned(PositionCombine.Add, null, null, new(InitKind.Normal, 1)));
        var p = @case.Parameters();
        var same = OtherSize.Of(@case.Config, 8, 8);
        TensorAssert.SameBits(p, OtherSize.Fit(@case.Config, same, p));

        var other = OtherSize.Of(@case.Config, 12, 16);
        var fitted = OtherSize.Fit(@case.Config, other, p);
        Assert.Equal([3 * 4, p.Positions!.Table!.shape[1]], fitted.Positions!.Table!.shape);
        var images = @case.Normal("larger", 1, 2, 12, 16, 1);
        var logits = PerceiverModel.Forward(other, fitted, new(images)).Values;
        Assert.True(logits.isfinite().all().ToBoolean());
        TensorAssert.Apart(logits, PerceiverModel.Forward(other, fitted, new(images.flip(2))).Values);
    }

    [Property]
    public void A_table_that_is_a_plane_stays_one_between_its_places(int seed)
    {
        using var scope = NewDisposeScope();
        using var generator = RngKey.FromSeed(seed).NewGenerator();
        var slope = zeros([2, 3], ScalarType.Float64).normal_(0, 1, generator);
        Tensor Plane(int side) =>
            stack([
                    .. Enumerable
                        .Range(0, side * side)
                        .Select(place => tensor(new[] { Middle(place / side), Middle(place % side) })),
                ])
                .matmul(slope);
        double Middle(int place) => place;

        // Every third place of the larger grid is the middle of a smaller one's; the edges repeat what is outside.
        var small = Plane(6);
        var large = OtherSize.Interpolate(small, [6, 6], [18, 18]).reshape(18, 18, 3);
        for (var row = 6; row < 12; row += 3)
        {
            var at = large[row + 1][7];
            TensorAssert.Close(small.reshape(6, 6, 3)[row / 3][2], at, 1e-10);
        }
    }

    [Property]
    public void Fourier_codes_are_those_of_the_trained_frequencies(int seed, bool named)
    {
        using var scope = NewDisposeScope();
        var code = new FourierConfig(3, named ? [7.0] : [], true, true, FourierOrder.PositionsFirst);
        var @case = Case(seed, new PositionConfig.Fourier(code, PositionCombine.Concat, null));
        var other = OtherSize.Of(@case.Config, 16, 24);
        var now = ((PositionConfig.Fourier)other.Model.Positions).Code;
        Assert.Equal(PositionCodes.Frequencies(code, 0, 2), PositionCodes.Frequencies(now, 0, 4));
        TensorAssert.SameBits(@case.Parameters(), OtherSize.Fit(@case.Config, other, @case.Parameters()));

        // The corners stand at -1 and 1 whatever the size.
        var (old, larger) = (PositionCodes.Fourier(code, [2, 2]), PositionCodes.Fourier(now, [4, 6]));
        var width = InputLayout.Features(code, 2);
        Assert.Equal(old[..width], larger[..width]);
        Assert.Equal(old[^width..], larger[^width..]);
    }

    [Fact]
    public void What_asks_for_each_place_of_the_trained_size_is_refused()
    {
        var sample = PublishedModels.Config("hf_optical_flow");
        Assert.Throws<ArgumentException>(() => OtherSize.Of(sample, 8, 8));
        Assert.Contains("images", Refusal(PublishedModels.Config("hf_masked_lm")), StringComparison.Ordinal);

        var classifier = ConfigCompiler.Compile(SampleConfig.Text).Config!;
        var asking = (DecoderConfig.Queries)PublishedModels.Config("hf_basic_decoder").Model.Decoder;
        var dense = classifier with { Model = classifier.Model with { Decoder = asking } };
        Assert.Contains("a query for each place", Refusal(dense), StringComparison.Ordinal);

        static string Refusal(PerceiverConfig config) =>
            Assert.Throws<ArgumentException>(() => OtherSize.Of(config, 8, 8)).Message;
    }

    private static ModelCase Case(int seed, PositionConfig positions)
    {
        var sample = ConfigCompiler.Compile(SampleConfig.Text).Config!;
        var model = sample.Model with { Input = new InputConfig.Image(8, 8, 1), Positions = positions };
        return new(DropoutRates.Set(sample with { Model = model }, 0), 2, Math.Abs(seed % 1_000_000));
    }
}
