namespace Perceiver.Config;

/// <summary>What a model costs, from its config alone.</summary>
public static class Cost
{
    /// <summary>How many numbers the model learns.</summary>
    public static long ParameterCount(PerceiverConfig config) => Clamped(ExactParameters(config));

    /// <summary>
    /// Floating-point operations of the matrix products of one forward pass over one example; a multiplication and an
    /// addition count as two. Norms, activations and the softmax are left out, as is usual.
    /// </summary>
    public static long ForwardFlops(PerceiverConfig config) => Clamped(ExactFlops(config));

    /// <summary>
    /// Bytes of float32 that the forward pass over one example keeps for the backward pass, about: what layers read, without
    /// attention probabilities.
    /// </summary>
    public static long ActivationBytes(PerceiverConfig config) => Clamped(ExactActivationBytes(config));

    internal static decimal ExactActivationBytes(PerceiverConfig config) => sizeof(float) * ActivationCost.Of(config);

    // Decimal holds every product that the settings' ranges allow, exactly; long does not.
    internal static decimal ExactParameters(PerceiverConfig config) => Shapes.Once(config).Numbers;

    internal static decimal ExactFlops(PerceiverConfig config)
    {
        var model = config.Model;
        var (encoder, latents, width) = (model.Encoder, (decimal)model.Latents.Count, model.Latents.Width);
        var inputs = InputLayout.Of(model);
        var cross = Block(encoder.CrossAttend, latents, width, inputs.Count, inputs.Width);
        var self = Block(encoder.SelfAttend, latents, width, latents, width);
        var sharing = StageSharing.Of(encoder);
        var products =
            InputCost.Of(model)
            + (sharing.CrossAttendStages * cross)
            + (encoder.Stages * encoder.Repeats * (encoder.Blocks * self));
        return 2 * (products + DecoderCost.Of(config));
    }

    /// <summary>Multiply-adds of an attention over <paramref name="inputs"/> rows and the MLP after it.</summary>
    internal static decimal Block(BlockConfig block, decimal queries, decimal width, decimal inputs, decimal inputWidth)
    {
        var attention = block.Attention;
        var widths = attention.QkWidth + attention.VWidth;
        var project = (queries * width * attention.QkWidth) + (inputs * inputWidth * widths);
        var attend = queries * inputs * widths;
        var output = attention.OutputProjection ? queries * attention.VWidth * width : 0;
        var mlp = block.Mlp is { } part ? queries * width * width * part.Widening * (part.Gated ? 3 : 2) : 0;
        return project + attend + output + mlp;
    }

    private static long Clamped(decimal value) => (long)Math.Min(value, long.MaxValue);
}
