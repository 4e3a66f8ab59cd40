namespace Perceiver.Data;

/// <summary>Images given back without having been looked at, or hardly.</summary>
internal static class ImageBaselines
{
    /// <summary>The mean image of the training part, and each image's own means over blocks of pixels.</summary>
    public static IReadOnlyList<Baseline> Of(ImageSet train, ImageSet images)
    {
        var mean = new double[train.ImageSize];
        for (var i = 0; i < train.Count; i++)
        {
            var image = train.Image(i);
            for (var p = 0; p < mean.Length; p++)
            {
                mean[p] += image[p];
            }
        }

        for (var p = 0; p < mean.Length; p++)
        {
            mean[p] /= Math.Max(1, train.Count);
        }

        return
        [
            new("the mean image", [.. ErrorFigures.Of(Error(images, (_, target) => mean.CopyTo(target, 0)))]),
            .. ((int[])[7, 4]).Select(size => Blocks(images, size)),
        ];
    }

    private static Baseline Blocks(ImageSet images, int size)
    {
        var (rows, columns) = ((images.Height + size - 1) / size, (images.Width + size - 1) / size);
        var error = Error(images, (index, target) => Fill(images, index, size, target));
        var values = rows * columns * images.Channels;
        return new($"means of {size}x{size} pixels ({values} numbers)", [.. ErrorFigures.Of(error)]);
    }

    private static void Fill(ImageSet images, int index, int size, double[] target)
    {
        var image = images.Image(index);
        var sums = new Dictionary<(int, int, int), (double Sum, int Count)>();
        for (var p = 0; p < target.Length; p++)
        {
            var (sum, count) = sums.GetValueOrDefault(Block(p));
            sums[Block(p)] = (sum + image[p], count + 1);
        }

        for (var p = 0; p < target.Length; p++)
        {
            var (sum, count) = sums[Block(p)];
            target[p] = sum / count;
        }

        (int, int, int) Block(int p)
        {
            var pixel = p / images.Channels;
            return (pixel / images.Width / size, pixel % images.Width / size, p % images.Channels);
        }
    }

    private static double Error(ImageSet images, Action<int, double[]> guess)
    {
        var (error, target) = (0.0, new double[images.ImageSize]);
        for (var i = 0; i < images.Count; i++)
        {
            guess(i, target);
            var image = images.Image(i);
            for (var p = 0; p < target.Length; p++)
            {
                var difference = (target[p] - image[p]) / 255;
                error += difference * difference;
            }
        }

        return error / Math.Max(1, (long)images.Count * images.ImageSize);
    }
}
