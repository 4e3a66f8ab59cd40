namespace Perceiver.Config;

/// <summary>Rules on every attention block of a model.</summary>
internal static class AttentionRules
{
    public static void EncoderHeads(PerceiverConfig config, PlaceFinder places) =>
        Heads(ModelParts.EncoderBlocks(config.Model), places);

    public static void DecoderHeads(PerceiverConfig config, PlaceFinder places) =>
        Heads(ModelParts.DecoderBlocks(config.Model), places);

    public static void EncoderValueWidth(PerceiverConfig config, PlaceFinder places) =>
        ValueWidth(ModelParts.EncoderBlocks(config.Model), places);

    public static void DecoderValueWidth(PerceiverConfig config, PlaceFinder places) =>
        ValueWidth(ModelParts.DecoderBlocks(config.Model), places);

    public static void EncoderIdle(PerceiverConfig config, PlaceFinder places) =>
        Idle(ModelParts.EncoderBlocks(config.Model), places);

    public static void DecoderIdle(PerceiverConfig config, PlaceFinder places) =>
        Idle(ModelParts.DecoderBlocks(config.Model), places);

    private static void Heads(IEnumerable<BlockPart> blocks, PlaceFinder places)
    {
        foreach (var part in blocks)
        {
            var attention = part.Block.Attention;
            (string Key, int Width)[] widths = [("qk_width", attention.QkWidth), ("v_width", attention.VWidth)];
            foreach (var one in widths.Where(one => one.Width % attention.Heads != 0).Take(1))
            {
                places.Report(
                    Rules.HeadsDivideWidth,
                    [$"{part.Path}.attention.heads", $"{part.Path}.attention.{one.Key}"],
                    NumberText.Format(attention.Heads),
                    one.Key,
                    NumberText.Format(one.Width),
                    Nearest(attention)
                );
            }
        }
    }

    private static void ValueWidth(IEnumerable<BlockPart> blocks, PlaceFinder places)
    {
        foreach (var part in blocks)
        {
            var attention = part.Block.Attention;
            if (!attention.OutputProjection && attention.VWidth != part.Width)
            {
                string[] at = [$"{part.Path}.attention.v_width", $"{part.Path}.attention.output_projection"];
                var (own, rows) = (NumberText.Format(attention.VWidth), NumberText.Format(part.Width));
                places.Report(Rules.ValueWidth, at, own, rows);
            }
        }
    }

    private static void Idle(IEnumerable<BlockPart> blocks, PlaceFinder places)
    {
        foreach (var part in blocks)
        {
            if (part.Block.Attention is { OutputProjection: false, OutputBias: false })
            {
                string[] at = [$"{part.Path}.attention.output_bias"];
                places.Report(Rules.NoEffect, at, "output_bias", "there is no output projection");
            }

            if (part.Block is { Mlp: null, MlpResidual: false })
            {
                places.Report(Rules.NoEffect, [$"{part.Path}.mlp_residual"], "mlp_residual", "there is no MLP");
            }
        }
    }

    private static string Nearest(AttentionConfig attention)
    {
        var heads = Enumerable
            .Range(1, 1024)
            .Where(heads => attention.QkWidth % heads == 0 && attention.VWidth % heads == 0)
            .OrderBy(heads => Math.Abs(heads - attention.Heads))
            .First();
        return NumberText.Format(heads);
    }
}
