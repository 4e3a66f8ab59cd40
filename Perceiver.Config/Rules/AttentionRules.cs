namespace Perceiver.Config;

/// <summary>Rules on every attention of a model.</summary>
internal static class AttentionRules
{
    public static void Heads(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var (path, attention, _) in Attentions(config.Model))
        {
            (string Key, int Width)[] widths = [("qk_width", attention.QkWidth), ("v_width", attention.VWidth)];
            foreach (var one in widths.Where(one => one.Width % attention.Heads != 0).Take(1))
            {
                places.Report(
                    Rules.HeadsDivideWidth,
                    [$"{path}.heads", $"{path}.{one.Key}"],
                    NumberText.Format(attention.Heads),
                    one.Key,
                    NumberText.Format(one.Width),
                    Nearest(attention)
                );
            }
        }
    }

    public static void ValueWidth(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var (path, attention, width) in Attentions(config.Model))
        {
            if (!attention.OutputProjection && attention.VWidth != width)
            {
                string[] at = [$"{path}.v_width", $"{path}.output_projection"];
                places.Report(Rules.ValueWidth, at, NumberText.Format(attention.VWidth), NumberText.Format(width));
            }
        }
    }

    /// <summary>Every attention: its path, its settings and the width of the rows that it changes.</summary>
    private static IEnumerable<(string Path, AttentionConfig Attention, long Width)> Attentions(ModelConfig model) =>
        ModelParts.Blocks(model).Select(part => ($"{part.Path}.attention", part.Block.Attention, part.Width));

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
