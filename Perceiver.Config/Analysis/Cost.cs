namespace Perceiver.Config;

/// <summary>What a model costs, from its config alone.</summary>
public static class Cost
{
    /// <summary>How many numbers the model learns.</summary>
    public static long ParameterCount(PerceiverConfig config) => Shapes.Of(config).Sum(spec => spec.Count);

    /// <summary>
    /// Floating-point operations of the matrix products of one forward pass over one example; a multiplication and an
    /// addition count as two. Norms, activations and the softmax are left out, as is usual.
    /// </summary>
    public static long ForwardFlops(PerceiverConfig config) => (long)Math.Min(ExactFlops(config), long.MaxValue);

    // Decimal holds every product that the settings' ranges allow, exactly; long does not.
    internal static decimal ExactFlops(PerceiverConfig config)
    {
        var model = config.Model;
        decimal inputs = Shapes.InputCount(model);
        decimal latents = model.Latents.Count;
        var width = model.Latents.Width;
        var encoder = model.Encoder;

        var cross = Block(encoder.CrossAttend, latents, width, inputs, Shapes.InputWidth(model));
        var self = Block(encoder.SelfAttend, latents, width, latents, width);
        var products = Input(model, inputs) + (encoder.Stages * (cross + (encoder.Blocks * self)));
        if (model.Decoder is DecoderConfig.Query query)
        {
            products += Block(query.CrossAttend, 1, query.Width, latents, width);
        }

        return 2 * (products + Head(config));
    }

    // Multiply-adds of an attention over "inputs" rows and the MLP after it.
    private static decimal Block(BlockConfig block, decimal queries, decimal width, decimal inputs, decimal inputWidth)
    {
        var attention = block.Attention;
        var project =
            (queries * width * attention.QkWidth) + (inputs * inputWidth * (attention.QkWidth + attention.VWidth));
        var attend = queries * inputs * (attention.QkWidth + attention.VWidth);
        var output = attention.OutputProjection ? queries * attention.VWidth * width : 0;
        return project + attend + output + (2 * queries * width * width * block.Mlp.Widening);
    }

    private static decimal Input(ModelConfig model, decimal inputs)
    {
        long content = Shapes.PreprocessorWidth(model.Preprocessor) is { } width
            ? width * (long)Shapes.RawWidth(model)
            : 0;
        long position = Shapes.PositionProjection(model) is { } projection
            ? projection * (long)Shapes.PositionFeatures(model)
            : 0;
        return inputs * (content + position);
    }

    private static long Head(PerceiverConfig config) =>
        Shapes
            .Of(config)
            .Where(spec => spec.Shape.Count == 2 && spec.Name.StartsWith("decoder.head.", StringComparison.Ordinal))
            .Sum(spec => spec.Count);
}
