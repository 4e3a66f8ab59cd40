using FsCheck;
using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Resizing against the engine, and antialiased against sums over all pixels.</summary>
public sealed class ResizeTests
{
    [Property(MaxTest = 60)]
    public void Without_antialiasing_it_is_the_engines(
        PositiveInt h,
        PositiveInt w,
        PositiveInt to,
        bool cubic,
        int seed
    )
    {
        using var scope = NewDisposeScope();
        var (shape, image) = Draw(h, w, seed);
        var (rows, columns) = (1 + (to.Get % 17), 1 + (to.Get / 17 % 17));
        var planes = tensor(image, [1, shape.Height, shape.Width, 3]).permute(0, 3, 1, 2);
        var expected = nn.functional.interpolate(
            planes,
            size: [rows, columns],
            mode: cubic ? InterpolationMode.Bicubic : InterpolationMode.Bilinear,
            align_corners: false
        );
        var actual = Resize(cubic ? ResizeMethod.Bicubic : ResizeMethod.Bilinear, image, shape, rows, columns);
        var values = expected.permute(0, 2, 3, 1).contiguous().data<float>().ToArray();
        Assert.All(values.Zip(actual), pair => Assert.Equal(pair.Item1, pair.Item2, 2e-2f));
    }

    [Property(MaxTest = 60)]
    public void Antialiased_it_is_the_mean_of_all_pixels_weighed_by_the_stretched_kernel(
        PositiveInt h,
        PositiveInt w,
        PositiveInt to,
        bool cubic,
        int seed
    )
    {
        var (shape, image) = Draw(h, w, seed);
        var (rows, columns) = (1 + (to.Get % 17), 1 + (to.Get / 17 % 17));
        var method = cubic ? ResizeMethod.BicubicAntialiased : ResizeMethod.BilinearAntialiased;
        var actual = Resize(method, image, shape, rows, columns);
        for (var i = 0; i < actual.Length; i++)
        {
            var (y, x, c) = (i / columns / 3, i / 3 % columns, i % 3);
            var (sum, total) = (0.0, 0.0);
            for (var p = 0; p < image.Length / 3; p++)
            {
                var weight =
                    Kernel(p / shape.Width, y, shape.Height, rows, cubic)
                    * Kernel(p % shape.Width, x, shape.Width, columns, cubic);
                sum += weight * image[(3 * p) + c];
                total += weight;
            }

            Assert.Equal(sum / total, actual[i], 1e-2);
        }
    }

    [Fact]
    public void A_constant_image_stays_constant_and_the_same_size_stays_the_same()
    {
        var shape = new ImageShape(7, 9, 3);
        var grey = Enumerable.Repeat(100f, shape.Size).ToArray();
        var (_, image) = Draw(PositiveInt.NewPositiveInt(7), PositiveInt.NewPositiveInt(9), 5);
        foreach (var method in Enum.GetValues<ResizeMethod>().Where(one => one != ResizeMethod.Auto))
        {
            Assert.All(Resize(method, grey, shape, 4, 20), value => Assert.Equal(100, value, 1e-3f));
            var same = Resize(method, image, new ImageShape(8, 10, 3), 8, 10);
            Assert.All(image.Zip(same), pair => Assert.Equal(pair.Item1, pair.Item2, 1e-3f));
        }
    }

    // Each method has its own kernel: two of them differ where an image shrinks.
    [Fact]
    public void The_methods_differ()
    {
        var (shape, image) = Draw(PositiveInt.NewPositiveInt(11), PositiveInt.NewPositiveInt(11), 5);
        var methods = Enum.GetValues<ResizeMethod>().Where(one => one != ResizeMethod.Auto);
        var results = methods.Select(method => string.Join(' ', Resize(method, image, shape, 5, 5)));
        Assert.Equal(4, results.Distinct().Count());
    }

    private static double Kernel(int pixel, int target, int from, int to, bool cubic)
    {
        var scale = (double)from / to;
        var x = Math.Abs((pixel + 0.5 - ((target + 0.5) * scale)) / Math.Max(scale, 1));
        if (!cubic)
        {
            return Math.Max(0, 1 - x);
        }

        // Keys' polynomials with a = -1/2, written out.
        return x < 1 ? (1.5 * Math.Pow(x, 3)) - (2.5 * x * x) + 1
            : x < 2 ? (-0.5 * Math.Pow(x, 3)) + (2.5 * x * x) - (4 * x) + 2
            : 0;
    }

    private static float[] Resize(ResizeMethod method, float[] image, ImageShape shape, int rows, int columns)
    {
        var target = Enumerable.Repeat(float.NaN, rows * columns * 3).ToArray();
        var (down, right) = (
            ResizeFilter.Of(method, shape.Height, rows),
            ResizeFilter.Of(method, shape.Width, columns)
        );
        FilterResampler.Apply(image, shape, down, right, target);
        return target;
    }

    private static (ImageShape, float[]) Draw(PositiveInt h, PositiveInt w, int seed)
    {
        var shape = new ImageShape(1 + (h.Get % 17), 1 + (w.Get % 17), 3);
        var random = new Random(seed);
        return (shape, [.. Enumerable.Range(0, shape.Size).Select(_ => (float)random.Next(256))]);
    }
}
