using Perceiver.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>
/// Models for negative twins, in which everything has an effect: a norm over one or two channels leaves only signs, a
/// ReLU can be shut, and without residuals a late stage can forget an early one.
/// </summary>
public static class LivelyModels
{
    /// <summary>The case with wide enough layers, smooth activations and residuals everywhere.</summary>
    public static ModelCase Lively(this ModelCase @case) =>
        @case.With(model =>
            model with
            {
                Preprocessor = model.Preprocessor switch
                {
                    // No padding and no gaps: every patch sees the image, and nothing is skipped.
                    PreprocessorConfig.Patches patches when model.Input is InputConfig.Image image => Covering(
                        patches,
                        Math.Min(patches.Size, Math.Min(image.Height, image.Width))
                    ),
                    _ => new PreprocessorConfig.Pixels(1, 5),
                },
                Latents = model.Latents with { Width = 6 },
                Encoder = model.Encoder with
                {
                    AttendingStages = null,
                    Inverted = [],
                    CrossAttend = Block(model.Encoder.CrossAttend),
                    SelfAttend = Block(model.Encoder.SelfAttend),
                },
                Decoder = new DecoderConfig.MeanPool(false, PlainParts.Head),
            }
        );

    private static PreprocessorConfig.Patches Covering(PreprocessorConfig.Patches patches, int size) =>
        new(size, Math.Min(size, patches.Stride), 0, 1, 5);

    private static BlockConfig Block(BlockConfig block) =>
        block with
        {
            Attention = block.Attention with { OutputProjection = true },
            Mlp = (block.Mlp ?? PlainParts.Mlp) with { Activation = Activation.Gelu },
            Norms = NormPlacement.Pre,
            AttentionResidual = AttentionResidual.Query,
            MlpResidual = true,
        };
}
