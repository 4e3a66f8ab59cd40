namespace Perceiver.Data;

/// <summary>What a table of true classes by answered classes comes to.</summary>
public static class PixelFigures
{
    /// <summary>
    /// The share that is right, and the mean over the classes of the intersection over the union; classes that neither
    /// occur nor are answered do not count.
    /// </summary>
    /// <param name="confusion">Row by true class, column by answered class: how many.</param>
    public static IReadOnlyList<Figure> Of(int[,] confusion)
    {
        var classes = confusion.GetLength(0);
        var (all, right, ious) = (0L, 0L, new List<double>());
        for (var c = 0; c < classes; c++)
        {
            var (truly, answered) = (0L, 0L);
            for (var other = 0; other < classes; other++)
            {
                truly += confusion[c, other];
                answered += confusion[other, c];
            }

            var both = confusion[c, c];
            (all, right) = (all + truly, right + both);
            if (truly + answered > 0)
            {
                ious.Add((double)both / (truly + answered - both));
            }
        }

        return
        [
            new("pixel_accuracy", (double)right / Math.Max(1, all)),
            new("mean_iou", ious.Count == 0 ? 0 : ious.Average()),
        ];
    }
}
