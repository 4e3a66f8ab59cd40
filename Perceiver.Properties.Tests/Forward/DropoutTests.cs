using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>Dropout is a function of a key.</summary>
[Properties(Arbitrary = [typeof(ModelArbitrary)])]
public sealed class DropoutTests
{
    [Property]
    public void WithoutAKeyThereIsNone(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var (p, images) = (@case.Parameters(), @case.Images());
        var plain = PerceiverModel.Forward(@case.Config, p, images).Values;
        var rates = @case.WithDropout(0.5).Config;
        Assert.Equal(TensorAssert.Bits(plain), TensorAssert.Bits(PerceiverModel.Forward(rates, p, images).Values));
        var zeroRates = PerceiverModel.Forward(@case.Config, p, images, RngKey.FromSeed(1)).Values;
        Assert.Equal(TensorAssert.Bits(plain), TensorAssert.Bits(zeroRates));
    }

    [Property]
    public void TheKeyDecides(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var dropping = @case.Lively().WithDropout(0.5);
        var (p, images) = (dropping.Parameters(), dropping.Images());
        Tensor Run(long seed) => PerceiverModel.Forward(dropping.Config, p, images, RngKey.FromSeed(seed)).Values;
        Assert.Equal(TensorAssert.Bits(Run(1)), TensorAssert.Bits(Run(1)));

        // Several, as two small masks may be the same by chance.
        Assert.Contains(Enumerable.Range(2, 5), seed => TensorAssert.Distance(Run(1), Run(seed)) > 1e-9);
    }

    [Property]
    public void StagesThatShareWeightsHaveMasksOfTheirOwn(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        // Attention to nothing but the MLP's mask: a stage's output is zero exactly where its mask is.
        var dropping = @case.With(model =>
            model with
            {
                Latents = PlainParts.Latents(16, 8, new(InitKind.Normal, 1)),
                Encoder = model.Encoder with
                {
                    Stages = 2,
                    AttendingStages = null,
                    Inverted = [],
                    FinalNorm = false,
                    Blocks = 0,
                    Sharing = WeightSharing.All,
                    CrossAttend = model.Encoder.CrossAttend with
                    {
                        Attention = PlainParts.Attention(1, 4, 4),
                        Mlp = PlainParts.Mlp with { Dropout = 0.5 },
                        MlpResidual = false,
                    },
                },
            }
        );
        var (p, images) = (dropping.Parameters(), dropping.Images());
        Tensor Zeros(int stages)
        {
            var model = dropping.Config.Model with { Encoder = dropping.Config.Model.Encoder with { Stages = stages } };
            var inputs = Preprocessing.Apply(model, p, images, null, ModelStatistics.None).Inputs;
            return Encoder.Apply(model, p.Encoder, p.Latents!, inputs, RngKey.FromSeed(@case.Seed)).eq(0);
        }

        Assert.NotEqual(TensorAssert.Bits(Zeros(1)), TensorAssert.Bits(Zeros(2)));
    }

    [Property]
    public void TheMeanStays(int seed, byte rate)
    {
        using var scope = NewDisposeScope();
        var probability = rate / 300.0;
        var dropped = Dropout.Apply(ones(100, 400, ScalarType.Float64), probability, RngKey.FromSeed(seed));
        var deviation = Math.Sqrt(probability / (1 - probability) / 40_000);
        Assert.InRange(dropped.mean().ToDouble(), 1 - (6 * deviation) - 1e-12, 1 + (6 * deviation) + 1e-12);
        var kept = 1 / (1 - probability);
        var others = dropped.ne(0).logical_and(dropped.sub(kept).abs().gt(1e-12));
        Assert.False(others.any().ToBoolean(), "something is neither dropped nor scaled to 1 / (1 - p)");
    }

    [Property]
    public void BothPrecisionsAndEveryLengthDropTheSame(int seed, byte length, byte rate)
    {
        using var scope = NewDisposeScope();
        var (key, keep) = (RngKey.FromSeed(seed), 1 - (rate / 300.0));
        Tensor Draw(int count, ScalarType dtype) => DropoutMask.Draw([count], keep, key, dtype, CPU).ne(0);

        // The first is filled eight at a time but for its end, the second one by one.
        Assert.Equal(
            TensorAssert.Bits(Draw(length, ScalarType.Float32)),
            TensorAssert.Bits(Draw(length, ScalarType.Float64))
        );
        var longer = Draw(length + 9, ScalarType.Float32).narrow(0, 0, length);
        Assert.Equal(TensorAssert.Bits(longer), TensorAssert.Bits(Draw(length, ScalarType.Float32)));
    }

    [Property]
    public void NeighboursAndKeysDoNotDropTogether(int seed, byte lag)
    {
        using var scope = NewDisposeScope();
        Tensor Draw(string name) =>
            DropoutMask.Draw([1 << 16], 0.5, RngKey.FromSeed(seed).Fold(name), ScalarType.Float64, CPU).sub(1);
        var mask = Draw("a");

        // Means of 65,536 products of signs: their deviation is 1/256, and six of it are never seen by chance.
        Assert.InRange(mask.mul(mask.roll(1 + lag)).mean().ToDouble(), -6 / 256.0, 6 / 256.0);
        Assert.InRange(mask.mul(Draw("b")).mean().ToDouble(), -6 / 256.0, 6 / 256.0);
        var bytes = mask.gt(0).reshape(-1, 8).mul(tensor(new long[] { 1, 2, 4, 8, 16, 32, 64, 128 })).sum(1);
        var counts = bytes.data<long>().ToArray().GroupBy(value => value).Select(group => (double)group.Count());
        var chiSquared = counts.Sum(count => Math.Pow(count - 32, 2) / 32) + ((256 - counts.Count()) * 32);
        Assert.InRange(chiSquared, 255 - (6 * 22.6), 255 + (6 * 22.6));
    }
}
