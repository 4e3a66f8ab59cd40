namespace Perceiver.Config;

/// <summary>
/// What one example's forward pass keeps for the backward pass, in numbers: the inputs of each layer. Probabilities are
/// left out, as the fused attention computes them anew. Blocks that are computed anew keep what they were given, and the
/// largest of them all that it needs while it is at work.
/// </summary>
internal static class ActivationCost
{
    public static decimal Of(PerceiverConfig config)
    {
        var model = config.Model;
        var (encoder, inputs, sharing) = (model.Encoder, InputLayout.Of(model), StageSharing.Of(model.Encoder));
        decimal latents = model.Latents.Count;
        decimal width = model.Latents.Width;
        var cross = Block(encoder.CrossAttend, latents, width, inputs.Count, inputs.Width);
        var self = Block(encoder.SelfAttend, latents, width, latents, width);
        decimal blocks = (decimal)encoder.Stages * encoder.Repeats * encoder.Blocks;
        var kept = config.Training.Recompute switch
        {
            Recompute.Blocks => Given(sharing, cross, latents * width)
                + (blocks * latents * width)
                + Math.Max(cross, self),
            _ => (sharing.CrossAttendStages * cross) + (blocks * self),
        };
        return ((decimal)inputs.Count * inputs.Width) + kept + Decoder(model, latents, width);
    }

    // What several stages read is kept.
    private static decimal Given(StageSharing sharing, decimal cross, decimal given) =>
        Enumerable
            .Range(0, sharing.CrossAttends)
            .Sum(distinct => sharing.Reads(distinct) is > 1 and var stages ? stages * cross : given);

    private static decimal Decoder(ModelConfig model, decimal latents, decimal width) =>
        model.Decoder switch
        {
            DecoderConfig.Query query => Block(query.CrossAttend, 1, query.Width, latents, width),
            DecoderConfig.Queries queries => Block(
                queries.CrossAttend,
                QueryLayout.Of(queries.Array, model).Count,
                QueryLayout.Of(queries.Array, model).Width,
                latents,
                width
            ),
            DecoderConfig.Modalities several => Block(
                several.CrossAttend,
                QueryLayout.Together(several, model).Count,
                QueryLayout.Together(several, model).Width,
                latents,
                width
            ),
            _ => 0,
        };

    // Rows before and after each norm, queries, keys, values and what is read, the MLP's hidden row twice.
    private static decimal Block(BlockConfig block, decimal queries, decimal width, decimal inputs, decimal inputWidth)
    {
        var attention = block.Attention;
        var rows = queries * ((4 * width) + attention.QkWidth + attention.VWidth);
        var memory = inputs * (inputWidth + attention.QkWidth + attention.VWidth);
        var hidden = block.Mlp is { } mlp ? queries * width * mlp.Widening * (mlp.Gated ? 3 : 2) : 0;
        return rows + memory + hidden;
    }
}
