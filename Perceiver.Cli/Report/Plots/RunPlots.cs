namespace Perceiver.Cli;

/// <summary>A picture for each figure that is told at the ends of epochs: <c>loss.svg</c>, <c>accuracy.svg</c>, ...</summary>
internal static class RunPlots
{
    private const int MostPoints = 400;
    private static readonly string[] Parts = [Series.Batch, Series.Train, Series.Validation];

    // Names as people look for them; other figures have the log's.
    private static readonly Dictionary<string, (string File, string Title)> Known = new()
    {
        ["loss"] = ("loss", "Loss"),
        ["top1"] = ("accuracy", "Accuracy (top-1)"),
        ["top5"] = ("accuracy-top5", "Accuracy (top-5)"),
    };

    /// <summary>Writes them into the run's folder.</summary>
    public static void Write(RunFolder folder, IEnumerable<Series> curves)
    {
        foreach (var metric in curves.Where(curve => Parts.Contains(curve.Part)).GroupBy(curve => curve.Metric))
        {
            if (metric.Any(curve => curve.Part != Series.Batch) && metric.Key.All(IsPlain))
            {
                var (file, title) = Known.GetValueOrDefault(metric.Key, (metric.Key, metric.Key.Replace('_', ' ')));
                var ordered = metric.OrderBy(curve => Array.IndexOf(Parts, curve.Part));
                var picture = SvgPlot.Of(
                    title,
                    IsFraction(metric.Key),
                    [.. ordered.Select(c => c.Thinned(MostPoints))]
                );
                File.WriteAllText(System.IO.Path.Combine(folder.Path, file + ".svg"), picture);
            }
        }
    }

    // It becomes a file's name.
    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';

    private static bool IsFraction(string metric) =>
        metric is TaskFigures.Map or TaskFigures.MacroF1
        || metric.StartsWith("top", StringComparison.Ordinal)
        || metric.EndsWith("accuracy", StringComparison.Ordinal)
        || metric.EndsWith("iou", StringComparison.Ordinal);
}
