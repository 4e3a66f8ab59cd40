using FsCheck;
using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Random changes against scalar code that goes about it in another way, pixel by pixel.</summary>
public sealed class AugmentationTests
{
    private static readonly AugmentationConfig Zoom = new AugmentationConfig.RandomZoom(0.2, 0.3);
    private static readonly AugmentationConfig Crop = new AugmentationConfig.RandomCrop(3, PaddingMode.Reflect);
    private static readonly AugmentationConfig Flip = new AugmentationConfig.HorizontalFlip(0.5);

    private static float[] Image(ImageShape shape, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, shape.Size).Select(_ => (float)random.Next(256))];
    }

    private static ImageShape Shape(PositiveInt height, PositiveInt width, bool colour) =>
        new(height.Get % 30 + 1, width.Get % 30 + 1, colour ? 3 : 1);

    private static float[] Apply(AugmentationConfig change, RngKey key, float[] image, ImageShape shape) =>
        DrawnChanges.Apply(Augmentation.Draw(change, key, shape), image, shape);

    [Property]
    public void A_flip_mirrors_each_row_and_two_flips_do_nothing(PositiveInt h, PositiveInt w, bool colour, int seed)
    {
        var shape = Shape(h, w, colour);
        var image = Image(shape, seed);
        var flipped = new float[shape.Size];
        PixelChanges.Flip(image, shape, flipped);
        for (var i = 0; i < shape.Size; i++)
        {
            var (y, x, c) = (i / shape.Stride, i % shape.Stride / shape.Channels, i % shape.Channels);
            Assert.Equal(image[(y * shape.Stride) + ((shape.Width - 1 - x) * shape.Channels) + c], flipped[i]);
        }

        var twice = new float[shape.Size];
        PixelChanges.Flip(flipped, shape, twice);
        Assert.Equal(image, twice);
    }

    [Property]
    public void A_shift_is_a_crop_of_the_padded_image(PositiveInt h, PositiveInt w, bool colour, bool mirror, int seed)
    {
        const int padding = 3;
        var shape = Shape(h, w, colour);
        shape = shape with { Height = shape.Height + padding, Width = shape.Width + padding };
        var image = Image(shape, seed);
        var padded = Padded(image, shape, padding, mirror);
        var (down, right) = (
            new Random(seed).Next(-padding, padding + 1),
            new Random(seed + 1).Next(-padding, padding + 1)
        );
        var shifted = Enumerable.Repeat(float.NaN, shape.Size).ToArray();
        PixelChanges.Shift(image, shape, down, right, mirror ? PaddingMode.Reflect : PaddingMode.Zero, shifted);
        for (var i = 0; i < shape.Size; i++)
        {
            var (y, x, c) = (i / shape.Stride, i % shape.Stride / shape.Channels, i % shape.Channels);
            Assert.Equal(padded[y + down + padding, x + right + padding, c], shifted[i]);
        }
    }

    /// <summary>The image with a border: zeros, or copied outwards one ring after the other.</summary>
    private static float[,,] Padded(float[] image, ImageShape shape, int padding, bool mirror)
    {
        var (height, width) = (shape.Height + (2 * padding), shape.Width + (2 * padding));
        var padded = new float[height, width, shape.Channels];
        for (var i = 0; i < shape.Size; i++)
        {
            var (y, x, c) = (i / shape.Stride, i % shape.Stride / shape.Channels, i % shape.Channels);
            padded[y + padding, x + padding, c] = image[i];
        }

        for (var ring = 1; mirror && ring <= padding; ring++)
        {
            for (var c = 0; c < shape.Channels; c++)
            {
                for (var y = 0; y < height; y++)
                {
                    padded[y, padding - ring, c] = padded[y, padding + ring, c];
                    padded[y, width - 1 - padding + ring, c] = padded[y, width - 1 - padding - ring, c];
                }

                for (var x = 0; x < width; x++)
                {
                    padded[padding - ring, x, c] = padded[padding + ring, x, c];
                    padded[height - 1 - padding + ring, x, c] = padded[height - 1 - padding - ring, x, c];
                }
            }
        }

        return padded;
    }

    [Property]
    public void A_zoom_is_that_of_Keras(PositiveInt h, PositiveInt w, bool colour, int seed)
    {
        var shape = Shape(h, w, colour);
        var image = Image(shape, seed);
        var (tall, wide) = (0.5 + new Random(seed).NextDouble(), 0.5 + new Random(seed + 1).NextDouble());
        var zoomed = new float[shape.Size];
        Resampler.Apply(
            image,
            shape.Width,
            shape.Channels,
            AxisTaps.Zoom(shape.Height, tall),
            AxisTaps.Zoom(shape.Width, wide),
            zoomed
        );
        for (var i = 0; i < shape.Size; i++)
        {
            var (y, x, c) = (i / shape.Stride, i % shape.Stride / shape.Channels, i % shape.Channels);
            var down = Reflected((tall * y) + ((shape.Height - 1) / 2.0 * (1 - tall)), shape.Height);
            var right = Reflected((wide * x) + ((shape.Width - 1) / 2.0 * (1 - wide)), shape.Width);
            Assert.Equal(Bilinear(image, shape, down, right, c), zoomed[i], 2e-3);
        }
    }

    /// <summary>Folds a coordinate back into the image, as TensorFlow's "reflect" does, and then clamps it.</summary>
    private static double Reflected(double at, int size)
    {
        while (at < 0 || at >= size)
        {
            at = at < 0 ? -at - 1 : (2 * size) - at - 1;
            if (at is < 0 and > -1)
            {
                break;
            }
        }

        return Math.Clamp(at, 0, size - 1);
    }

    private static double Bilinear(float[] image, ImageShape shape, double y, double x, int c)
    {
        double At(int row, int column) =>
            image[
                (Math.Min(row, shape.Height - 1) * shape.Stride)
                    + (Math.Min(column, shape.Width - 1) * shape.Channels)
                    + c
            ];
        var (top, left) = ((int)Math.Floor(y), (int)Math.Floor(x));
        var (down, right) = (y - top, x - left);
        return ((1 - down) * (((1 - right) * At(top, left)) + (right * At(top, left + 1))))
            + (down * (((1 - right) * At(top + 1, left)) + (right * At(top + 1, left + 1))));
    }

    [Theory]
    [InlineData(2, 4, new float[] { 0, 2.5f, 7.5f, 10 })]
    [InlineData(2, 3, new float[] { 0, 5, 10 })]
    [InlineData(4, 2, new float[] { 5, 25 })]
    [InlineData(4, 3, new float[] { 10 / 6f, 15, 30 - (10 / 6f) })]
    public void Scaling_has_half_pixel_centres_and_no_antialiasing(int from, int to, float[] expected)
    {
        var ramp = Enumerable.Range(0, from).Select(i => 10f * i).ToArray();
        var scaled = new float[to];
        Resampler.Apply(ramp, from, 1, AxisTaps.Scale(1, 1), AxisTaps.Scale(from, to), scaled);
        Assert.Equal(expected, scaled.Select(value => value), (a, b) => Math.Abs(a - b) < 1e-5);
        Resampler.Apply(ramp, 1, 1, AxisTaps.Scale(from, to), AxisTaps.Scale(1, 1), scaled);
        Assert.Equal(expected, scaled.Select(value => value), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Property]
    public void The_same_key_gives_the_same_bits(long seed)
    {
        var shape = new ImageShape(12, 12, 3);
        var image = Image(shape, (int)seed);
        var before = (float[])image.Clone();
        foreach (var change in new[] { Zoom, Crop, Flip })
        {
            var key = RngKey.FromSeed(seed);
            Assert.Equal(Apply(change, key, image, shape), Apply(change, key, image, shape));
        }

        Assert.Equal(before, image);
        Assert.NotEqual(
            Apply(Zoom, RngKey.FromSeed(seed), image, shape),
            Apply(Zoom, RngKey.FromSeed(seed ^ 1), image, shape)
        );
    }

    [Fact]
    public void Changes_of_no_size_change_nothing()
    {
        var shape = new ImageShape(9, 7, 3);
        var image = Image(shape, 1);
        var key = RngKey.FromSeed(3);
        Assert.Equal(image, Apply(new AugmentationConfig.HorizontalFlip(0), key, image, shape));
        Assert.Equal(image, Apply(new AugmentationConfig.RandomCrop(0, PaddingMode.Zero), key, image, shape));
        Assert.Equal(image, Apply(new AugmentationConfig.RandomZoom(0, 0), key, image, shape));
        Assert.NotEqual(image, Apply(new AugmentationConfig.HorizontalFlip(1), key, image, shape));
    }

    [Fact]
    public void Draws_cover_their_ranges_evenly()
    {
        var shape = new ImageShape(1, 31, 1);
        var image = Enumerable.Range(0, 31).Select(i => (float)i).ToArray();
        var keys = Enumerable.Range(0, 4000).Select(i => RngKey.FromSeed(5).Fold(i)).ToArray();
        var flips = keys.Count(key => Apply(Flip, key, image, shape)[0] == 30);
        Assert.InRange(flips, 2000 - 160, 2000 + 160);
        var crop = new AugmentationConfig.RandomCrop(3, PaddingMode.Reflect);
        var shifts = keys.CountBy(key => Apply(crop, key, image, shape)[15]).ToDictionary();
        Assert.Equal([12f, 13f, 14f, 15f, 16f, 17f, 18f], shifts.Keys.Order());
        Assert.All(shifts.Values, count => Assert.InRange(count, 571 - 120, 571 + 120));
    }
}
