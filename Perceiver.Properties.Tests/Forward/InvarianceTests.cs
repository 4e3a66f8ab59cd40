using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>What may be exchanged without a change, and what may not.</summary>
[Properties(Arbitrary = [typeof(ModelArbitrary)])]
public sealed class InvarianceTests
{
    [Property]
    public void InputsMayBePermutedWithTheirPositionCodes(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var (model, p) = (@case.Config.Model, @case.Parameters());
        var inputs = Preprocessing.Apply(model, p, @case.Images(), null, ModelStatistics.None).Inputs;
        var permuted = inputs.index_select(1, @case.Permutation("inputs", inputs.shape[1]));
        TensorAssert.Close(
            Encoder.Apply(model, p.Encoder, p.Latents!, inputs, null),
            Encoder.Apply(model, p.Encoder, p.Latents!, permuted, null)
        );
    }

    [Property]
    public void PixelsMayNotBePermutedUnderTheirPositionCodes(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var coded = OnPixels(
            @case,
            new PositionConfig.Learned(PositionCombine.Concat, 3, null, new(InitKind.Normal, 1))
        );
        TensorAssert.Apart(Logits(coded, coded.Images().Pixels), Logits(coded, Permuted(coded)));
    }

    [Property]
    public void PixelsMayBePermutedWhereThereIsNoPositionCode(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var plain = OnPixels(@case, new PositionConfig.None());
        TensorAssert.Close(Logits(plain, plain.Images().Pixels), Logits(plain, Permuted(plain)));
    }

    [Property]
    public void TheBatchIsManyExamplesAndNotOne(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        Tensor left = @case.Images("left").Pixels,
            right = @case.Images("right").Pixels;
        var together = Logits(@case, cat([left, right], 0));
        TensorAssert.Close(together, cat([Logits(@case, left), Logits(@case, right)], 0));
    }

    [Property]
    public void EachExampleHasLogitsOfItsOwn(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var lively = @case.Lively();
        TensorAssert.Apart(Logits(lively, lively.Images("left").Pixels), Logits(lively, lively.Images("right").Pixels));
    }

    [Property]
    public void LatentsMayBePermuted(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var (p, images) = (@case.Parameters(), @case.Images());
        var order = @case.Permutation("latents", p.Latents!.shape[0]);
        var permuted = p with { Latents = p.Latents!.index_select(0, order) };
        TensorAssert.Close(
            PerceiverModel.Forward(@case.Config, p, images).Values,
            PerceiverModel.Forward(@case.Config, permuted, images).Values
        );
    }

    [Property]
    public void TheChannelsOfALatentMayNot(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var lively = @case.Lively();
        var (p, images) = (lively.Parameters(), lively.Images());
        var order = lively.Permutation("channels", p.Latents!.shape[1]);
        TensorAssert.Apart(
            PerceiverModel.Forward(lively.Config, p, images).Values,
            PerceiverModel.Forward(lively.Config, p with { Latents = p.Latents!.index_select(1, order) }, images).Values
        );
    }

    private static Tensor Logits(ModelCase @case, Tensor pixels) =>
        PerceiverModel.Forward(@case.Config, @case.Parameters(), new(pixels)).Values;

    private static ModelCase OnPixels(ModelCase @case, PositionConfig positions) =>
        @case
            .Lively()
            .With(model =>
                model with
                {
                    Input = new InputConfig.Image(3, 4, 3),
                    Preprocessor = new PreprocessorConfig.Pixels(1, null),
                    Positions = positions,
                }
            );

    private static Tensor Permuted(ModelCase @case)
    {
        var pixels = @case.Images().Pixels;
        var flat = pixels.flatten(1, 2);
        return flat.index_select(1, @case.Permutation("pixels", flat.shape[1])).reshape(pixels.shape);
    }
}
