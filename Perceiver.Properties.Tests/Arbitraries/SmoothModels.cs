using Perceiver.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>
/// Models for finite differences: without kinks, and with weights of ordinary size, so that a step that is large enough
/// to be seen is still small.
/// </summary>
public static class SmoothModels
{
    private static readonly InitConfig Ordinary = new(InitKind.Normal, 0.5);

    /// <summary>The case with the smooth activation everywhere; norms, residuals, sharing and decoder stay as they are.</summary>
    public static ModelCase Smooth(this ModelCase @case) =>
        @case.With(model =>
            model with
            {
                LinearInit = Ordinary,
                Latents = model.Latents with { Init = Ordinary },
                Encoder = model.Encoder with
                {
                    // A chain of many blocks without residuals is chaotic: no step is small and yet large enough.
                    Repeats = model.Encoder.Stages == 1 ? model.Encoder.Repeats : 1,
                    CrossAttend = Block(model.Encoder.CrossAttend),
                    SelfAttend = Block(model.Encoder.SelfAttend),
                },
                Decoder = model.Decoder switch
                {
                    DecoderConfig.MeanPool pool => pool with { Head = Head(pool.Head) },
                    DecoderConfig.Query query => query with
                    {
                        Init = Ordinary,
                        CrossAttend = Block(query.CrossAttend),
                        Head = Head(query.Head),
                    },
                    var other => other,
                },
            }
        );

    private static BlockConfig Block(BlockConfig block) =>
        block with
        {
            Mlp = block.Mlp is { } mlp ? mlp with { Activation = Activation.Gelu } : null,
        };

    private static HeadConfig Head(HeadConfig head) => head with { Activation = Activation.Gelu };
}
