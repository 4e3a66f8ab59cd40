namespace Perceiver.Data;

/// <summary>Clouds told apart by how far their points are from the centre, however they are turned.</summary>
internal static class PointBaselines
{
    private const int Bins = 20;

    /// <summary>The most frequent class, and the class whose mean histogram of distances is nearest.</summary>
    public static IReadOnlyList<Baseline> Of(PointSet train, PointSet points, int classes)
    {
        var means = new double[classes][];
        for (var c = 0; c < classes; c++)
        {
            means[c] = new double[Bins];
        }

        var counts = new int[classes];
        for (var i = 0; i < train.Count; i++)
        {
            counts[train.Labels[i]]++;
            var histogram = Histogram(train, i);
            for (var b = 0; b < Bins; b++)
            {
                means[train.Labels[i]][b] += histogram[b];
            }
        }

        var right = Enumerable.Range(0, points.Count).Count(i => Nearest(Histogram(points, i)) == points.Labels[i]);
        return
        [
            SimpleBaselines.MostFrequent(train.Labels, points.Labels, classes),
            new(
                "the nearest mean histogram of distances",
                [new Figure("top1", (double)right / Math.Max(1, points.Count))]
            ),
        ];

        int Nearest(double[] histogram) =>
            Enumerable
                .Range(0, classes)
                .MinBy(c =>
                    Enumerable
                        .Range(0, Bins)
                        .Sum(b => Math.Pow(histogram[b] - (means[c][b] / Math.Max(1, counts[c])), 2))
                );
    }

    private static double[] Histogram(PointSet set, int index)
    {
        var cloud = set.Cloud(index);
        var histogram = new double[Bins];
        for (var p = 0; p < set.PointCount; p++)
        {
            var squares = 0.0;
            for (var d = 0; d < set.Dimensions; d++)
            {
                squares += Math.Pow(cloud[(p * set.Dimensions) + d], 2);
            }

            histogram[Math.Min(Bins - 1, (int)(Math.Sqrt(squares) * Bins))] += 1.0 / set.PointCount;
        }

        return histogram;
    }
}
