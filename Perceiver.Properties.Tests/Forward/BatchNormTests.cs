using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using Perceiver.Properties.Tests.Config;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>Batch norms: in training the batch is the measure, in evaluation what was kept.</summary>
public sealed class BatchNormTests
{
    [Property]
    public void Training_sees_images_apart_from_their_scale_and_evaluation_does_not(int seed)
    {
        using var scope = NewDisposeScope();
        var @case = Case(seed);
        var (p, key) = (@case.Parameters(), RngKey.FromSeed(seed));
        var images = ((ImageBatch)@case.Given()).Pixels.mul(30);
        var (answer, seen) = PerceiverModel.Train(@case.Config, p, new ImageBatch(images), key);
        var (louder, more) = PerceiverModel.Train(@case.Config, p, new ImageBatch(images.mul(2)), key);
        TensorAssert.Close(((Logits)answer).Values, ((Logits)louder).Values, 1e-3);
        TensorAssert.Close(seen.Map(leaf => leaf), more.MapNamed(Halved), 1e-10);
        TensorAssert.Apart(@case.Answer(p, new ImageBatch(images)), @case.Answer(p, new ImageBatch(images.mul(2))));

        static Tensor Halved(string name, Tensor leaf) =>
            leaf.div(name.EndsWith("variance", StringComparison.Ordinal) ? 4 : 2);
    }

    [Property]
    public void Evaluation_with_what_a_batch_showed_is_training_on_it(int seed)
    {
        using var scope = NewDisposeScope();
        var @case = Case(seed);
        var p = @case.Parameters();
        var images = (ImageBatch)@case.Given();
        var (answer, seen) = PerceiverModel.Train(@case.Config, p, images, RngKey.FromSeed(seed));

        // What is kept is the variance of the source: that of the sample is less by 1 / (n - 1) of itself.
        var values = images.Pixels.shape[0] * 8.0 * 8;
        var sample = seen.MapNamed(
            (name, leaf) => name.EndsWith("variance", StringComparison.Ordinal) ? leaf.mul((values - 1) / values) : leaf
        );
        var evaluated = (Logits)PerceiverModel.Run(@case.Config, p, images, null, sample);
        TensorAssert.Close(((Logits)answer).Values, evaluated.Values, 1e-9);
    }

    [Property]
    public void Many_passes_over_one_batch_end_at_what_it_shows(int seed)
    {
        using var scope = NewDisposeScope();
        var @case = Case(seed);
        var (_, seen) = PerceiverModel.Train(@case.Config, @case.Parameters(), @case.Given(), RngKey.FromSeed(seed));
        var kept = PerceiverModel.InitStatistics(@case.Config, ScalarType.Float64);
        TensorAssert.Close(kept.After(seen), kept.Zip(seen, (old, now) => old.mul(0.9).add(now.mul(0.1))), 1e-12);
        Assert.Same(kept, kept.After(ModelStatistics.None));
        for (var i = 0; i < 300; i++)
        {
            kept = kept.After(seen);
        }

        TensorAssert.Close(seen, kept, 1e-9);
    }

    [Fact]
    public void Evaluation_without_statistics_is_refused()
    {
        using var scope = NewDisposeScope();
        var @case = Case(1);
        var error = Assert.Throws<ArgumentException>(() =>
            PerceiverModel.Run(@case.Config, @case.Parameters(), @case.Given())
        );
        Assert.Contains("batch norms", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, 2, ConvPadding.Same, 224, 56)]
    [InlineData(7, 2, ConvPadding.Symmetric, 224, 55)]
    [InlineData(7, 2, ConvPadding.Same, 17, 5)]
    [InlineData(7, 2, ConvPadding.Symmetric, 17, 4)]
    [InlineData(3, 1, ConvPadding.Same, 17, 9)]
    [InlineData(3, 1, ConvPadding.Symmetric, 17, 8)]
    [InlineData(4, 3, ConvPadding.Same, 17, 3)]
    [InlineData(4, 3, ConvPadding.Symmetric, 17, 2)]
    public void A_stem_leaves_as_many_places_as_its_padding_makes(
        int size,
        int stride,
        ConvPadding padding,
        int side,
        int left
    )
    {
        using var scope = NewDisposeScope();
        var conv = new PreprocessorConfig.Conv(2, 1, size, stride, padding, BatchNorm: false);
        var (places, _) = ConvStem.Apply(conv, [new(ones(2, 1, size, size), null)], ones(1, side, side + 2, 1), null);
        Assert.Equal([1, left * InputSizes.Along(side + 2, conv), 2], places.shape);
        Assert.Equal(left, InputSizes.Along(side, conv));
    }

    // Images of 16x16, whose convolution leaves 8x8 places; without residuals that would let the scale through.
    private static FamilyCase Case(int seed)
    {
        var sample = ConfigCompiler.Compile(SampleConfig.Text).Config!;
        var model = sample.Model with
        {
            Input = new InputConfig.Image(16, 16, 3),
            Preprocessor = new PreprocessorConfig.Conv(4, 1, 7, 2, ConvPadding.Same, BatchNorm: true),
            Positions = new PositionConfig.None(),
        };
        return new(DropoutRates.Set(sample with { Model = model }, 0), 3, Math.Abs(seed % 1_000_000));
    }
}
