using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>Encoder and cross-attend of krasserm's Perceiver IO.</summary>
internal static class KrassermLayers
{
    /// <summary>The latents.</summary>
    public static LatentConfig Latents(Arguments given) =>
        ReferenceParts.Latents(
            given.Integer("num_latents"),
            given.Integer("num_latent_channels"),
            ReferenceParts.Small
        );

    /// <summary>The encoder.</summary>
    /// <param name="given">The arguments of the whole model.</param>
    /// <param name="encoder">Those of the encoder.</param>
    /// <param name="crossWidth">How wide its cross-attends' keys are unless that is given.</param>
    public static EncoderConfig Encoder(Arguments given, Arguments encoder, int crossWidth)
    {
        var (stages, attending) = (
            encoder.Integer("num_self_attention_blocks", 1),
            encoder.Integer("num_cross_attention_layers", 1)
        );
        return ReferenceParts.Encoder(
            encoder.Integer("num_self_attention_layers_per_block"),
            CrossAttend(encoder, crossWidth, residual: true),
            Block(encoder, "self", given.Integer("num_latent_channels"), residual: true)
        ) with
        {
            Stages = stages,
            AttendingStages = attending < stages ? attending : null,
            Sharing = Sharing(
                stages,
                attending > 1 && !encoder.Flag("first_cross_attention_layer_shared", false),
                stages > 1 && !encoder.Flag("first_self_attention_block_shared", true)
            ),
        };
    }

    /// <summary>A cross-attend.</summary>
    public static BlockConfig CrossAttend(Arguments settings, int usualWidth, bool residual) =>
        Block(settings, "cross", usualWidth, residual);

    private static BlockConfig Block(Arguments settings, string kind, int usualWidth, bool residual)
    {
        var qk = settings.OptionalInteger($"num_{kind}_attention_qk_channels") ?? usualWidth;
        var v = settings.OptionalInteger($"num_{kind}_attention_v_channels") ?? qk;
        var heads = settings.Integer($"num_{kind}_attention_heads");
        var after = settings.Number("residual_dropout", 0);
        var attention = ReferenceParts.Attention(heads, qk, v, bias: true, settings.Number("dropout", 0));
        var widening = settings.Integer($"{kind}_attention_widening_factor", 1);
        return ReferenceParts.Block(
            attention with
            {
                OutputDropout = after,
            },
            new(widening, Activation.Gelu, Gated: false, Bias: true, after),
            residual
        );
    }

    private static WeightSharing Sharing(int stages, bool crossAttendApart, bool towerApart) =>
        (crossAttendApart, towerApart) switch
        {
            (true, true) => WeightSharing.FirstStageApart,
            (true, false) => WeightSharing.FirstCrossAttendApart,
            (false, true) => WeightSharing.FirstTowerApart,
            _ => stages > 1 ? WeightSharing.All : WeightSharing.None,
        };
}
