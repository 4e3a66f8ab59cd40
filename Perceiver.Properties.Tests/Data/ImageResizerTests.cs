using FsCheck;
using FsCheck.Xunit;
using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

public sealed class ImageResizerTests
{
    [Property(MaxTest = 60)]
    public void Every_value_is_the_triangle_weighted_mean(
        PositiveInt a,
        PositiveInt b,
        PositiveInt c,
        PositiveInt d,
        int seed
    )
    {
        var (height, width) = (a.Get % 23 + 1, b.Get % 23 + 1);
        var (rows, columns) = (c.Get % 23 + 1, d.Get % 23 + 1);
        var pixels = new byte[height * width];
        new Random(seed).NextBytes(pixels);
        var resized = ImageResizer.Resize(new DecodedImage(pixels, height, width, 1), rows, columns);
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                var expected = Mean(pixels, height, width, y, x, rows, columns);
                Assert.InRange(resized.Pixels.Span[(y * columns) + x], expected - 0.501, expected + 0.501);
            }
        }
    }

    /// <summary>Every source pixel weighed by its distance from the target pixel's centre, in source pixels.</summary>
    private static double Mean(byte[] pixels, int height, int width, int y, int x, int rows, int columns)
    {
        var (tall, wide) = (Math.Max(1.0, (double)height / rows), Math.Max(1.0, (double)width / columns));
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < pixels.Length; i++)
        {
            var down = Math.Abs((i / width) + 0.5 - ((y + 0.5) * height / rows)) / tall;
            var right = Math.Abs((i % width) + 0.5 - ((x + 0.5) * width / columns)) / wide;
            var weight = Math.Max(0, 1 - down) * Math.Max(0, 1 - right);
            sum += weight * pixels[i];
            total += weight;
        }

        return sum / total;
    }

    [Fact]
    public void Channels_do_not_mix()
    {
        var pixels = Enumerable.Range(0, 64 * 3).Select(i => (byte)(i % 3 * 100)).ToArray();
        var resized = ImageResizer.Resize(new DecodedImage(pixels, 8, 8, 3), 3, 5);
        Assert.Equal(Enumerable.Range(0, 45).Select(i => (byte)(i % 3 * 100)), resized.Pixels.ToArray());
    }

    [Fact]
    public void The_same_size_is_the_same_image()
    {
        var image = new DecodedImage(new byte[] { 1, 2, 3, 4 }, 2, 2, 1);
        Assert.Same(image, ImageResizer.Resize(image, 2, 2));
    }
}
