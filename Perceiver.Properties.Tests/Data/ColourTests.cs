using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Colours and tones against figures from elsewhere and against formulas pixel by pixel.</summary>
public sealed class ColourTests
{
    // Made with Python's colorsys: rgb_to_hsv, hue + shift, hsv_to_rgb.
    [Theory]
    [InlineData(200, 30, 90, 0.1, 200, 72, 30)]
    [InlineData(12, 250, 131, -0.25, 250, 250, 12)]
    [InlineData(90, 90, 200, 0.5, 200, 200, 90)]
    [InlineData(255, 128, 0, 1 / 3.0, 0, 255, 128)]
    [InlineData(70, 70, 70, 0.3, 70, 70, 70)]
    public void Hues_turn_as_colorsys_turns_them(int r, int g, int b, double shift, int r2, int g2, int b2)
    {
        float[] pixel = [r, g, b];
        Colour.Hue(pixel, 3, shift);
        Assert.All(new float[] { r2, g2, b2 }.Zip(pixel), pair => Assert.Equal(pair.Item1, pair.Item2, 1e-3f));
    }

    [Property(MaxTest = 50)]
    public void Brightness_contrast_and_saturation_are_blends(int seed, byte strength)
    {
        var image = Draw(seed);
        var factor = strength / 100.0;
        double Grey(int pixel) =>
            (0.2989 * image[3 * pixel]) + (0.587 * image[(3 * pixel) + 1]) + (0.114 * image[(3 * pixel) + 2]);
        var mean = Enumerable.Range(0, image.Length / 3).Average(Grey);
        AssertIs(i => 0, copy => Colour.Brightness(copy, factor));
        AssertIs(i => mean, copy => Colour.Contrast(copy, 3, factor));
        AssertIs(i => Grey(i / 3), copy => Colour.Saturation(copy, 3, factor));

        void AssertIs(Func<int, double> other, Action<float[]> change)
        {
            var copy = (float[])image.Clone();
            change(copy);
            for (var i = 0; i < image.Length; i++)
            {
                Assert.Equal(Math.Clamp((factor * image[i]) + ((1 - factor) * other(i)), 0, 255), copy[i], 1e-2);
            }
        }
    }

    [Fact]
    public void Tones_by_hand()
    {
        float[] Change(Action<float[]> change, params float[] image)
        {
            change(image);
            return image;
        }

        Assert.Equal([0, 64, 128, 192], Change(image => Tones.Posterize(image, 2), 63.4f, 63.6f, 190, 255));
        Assert.Equal([99.5f, 155, 0], Change(image => Tones.Solarize(image, 100), 99.5f, 100, 255));
        Assert.Equal([0, 127.5f, 255], Change(image => Tones.AutoContrast(image, 1), 100, 110, 120));
        Assert.Equal([7, 7, 7], Change(image => Tones.AutoContrast(image, 1), 7, 7, 7));

        // Two channels are stretched apart from each other.
        Assert.Equal([0, 255, 255, 0], Change(image => Tones.AutoContrast(image, 2), 1, 9, 2, 3));
    }

    [Property(MaxTest = 30)]
    public void Equalising_is_PILs_table(int seed)
    {
        var random = new Random(seed);
        var image = Enumerable.Range(0, 900).Select(_ => (float)(random.Next(60) + random.Next(60))).ToArray();
        var histogram = new int[256];
        Array.ForEach(image, value => histogram[(int)value]++);

        // ImageOps.equalize: a step of (pixels - those of the highest value) / 255, and a running sum from half a step.
        var used = histogram.Where(count => count > 0).ToArray();
        var step = (used.Sum() - used[^1]) / 255;
        var (table, n) = (new int[256], step / 2);
        for (var i = 0; i < 256; i++)
        {
            table[i] = Math.Min(n / step, 255);
            n += histogram[i];
        }

        var expected = image.Select(value => (float)table[(int)value]).ToArray();
        Tones.Equalize(image, 1);
        Assert.Equal(expected, image);
    }

    [Property(MaxTest = 30)]
    public void Sharpness_is_a_blend_with_the_blurred_image(int seed, byte strength)
    {
        var shape = new ImageShape(5, 6, 2);
        var random = new Random(seed);
        var image = Enumerable.Range(0, shape.Size).Select(_ => (float)random.Next(256)).ToArray();
        var factor = strength / 128.0;
        var sharp = new float[shape.Size];
        Tones.Sharpness(image, shape, factor, sharp);
        float At(int y, int x, int c) => image[(y * shape.Stride) + (x * 2) + c];
        for (var i = 0; i < shape.Size; i++)
        {
            var (y, x, c) = (i / shape.Stride, i % shape.Stride / 2, i % 2);
            var isBorder = y is 0 or 4 || x is 0 or 5;
            var around =
                from dy in Enumerable.Range(-1, 3)
                from dx in Enumerable.Range(-1, 3)
                select (dy == 0 && dx == 0 ? 5 : 1) * At(y + dy, x + dx, c) / 13.0;
            var expected = isBorder ? image[i] : (factor * image[i]) + ((1 - factor) * around.Sum());
            Assert.Equal(Math.Clamp(expected, 0, 255), sharp[i], 1e-2);
        }
    }

    [Fact]
    public void RandAugment_draws_every_change_and_each_has_its_strength()
    {
        var shape = new ImageShape(9, 9, 3);
        var image = Draw(3)[..shape.Size];
        Assert.Equal(image, Changed(0, 1, 30));
        Assert.Equal(Bent(PixelMap.ShearColumns(-0.15)), Changed(1, -1, 15));
        Assert.Equal(Bent(PixelMap.ShearRows(0.3)), Changed(2, 1, 30));
        Assert.Equal(Bent(PixelMap.Translation(0, 4)), Changed(3, 1, 30));
        Assert.Equal(Bent(PixelMap.Translation(-2, 0)), Changed(4, -1, 15));
        Assert.Equal(Bent(PixelMap.Rotation(10)), Changed(5, 1, 10));
        Assert.Equal(Tinted(copy => Colour.Brightness(copy, 1.9)), Changed(6, 1, 30));
        Assert.Equal(Tinted(copy => Colour.Saturation(copy, 3, 1 - 0.45)), Changed(7, -1, 15));
        Assert.Equal(Tinted(copy => Colour.Contrast(copy, 3, 1.9)), Changed(8, 1, 30));
        Assert.Equal(Tinted(copy => Tones.Sharpness(image, shape, 1.9, copy)), Changed(9, 1, 30));
        Assert.Equal(Tinted(copy => Tones.Posterize(copy, 4)), Changed(10, 1, 30));
        Assert.Equal(Tinted(copy => Tones.Solarize(copy, 127.5)), Changed(11, 1, 15));
        Assert.Equal(Tinted(copy => Tones.AutoContrast(copy, 3)), Changed(12, 1, 3));
        Assert.Equal(Tinted(copy => Tones.Equalize(copy, 3)), Changed(13, 1, 3));

        // One layer is one of them; two layers are one of them after another.
        var all = Enumerable
            .Range(0, RandAugment.Kinds)
            .SelectMany(kind => new[] { Changed(kind, 1, 15), Changed(kind, -1, 15) });
        var known = all.Select(one => string.Join(' ', one)).ToHashSet();
        var seen = new HashSet<string>();
        for (var i = 0; i < 400; i++)
        {
            var target = DrawnChanges.Apply(RandAugment.Draw(new(1, 15), RngKey.FromSeed(i), shape), image, shape);
            Assert.Contains(string.Join(' ', target), known);
            seen.Add(string.Join(' ', target));
        }

        Assert.Equal(known, seen);

        float[] Changed(int kind, int sign, int magnitude) =>
            DrawnChanges.Apply([RandAugment.Change(kind, sign, magnitude, shape)], image, shape);

        float[] Bent(PixelMap map)
        {
            var target = new float[shape.Size];
            Warp.Apply(image, shape, map, PaddingMode.Zero, target);
            return target;
        }

        float[] Tinted(Action<float[]> change)
        {
            var copy = (float[])image.Clone();
            change(copy);
            return copy;
        }
    }

    [Fact]
    public void Jitter_of_no_strength_changes_nothing_and_each_strength_something()
    {
        var shape = new ImageShape(9, 9, 3);
        var image = Draw(4)[..shape.Size].Select(value => 20 + (value / 2)).ToArray();
        float[] Jittered(double brightness, double contrast, double saturation, double hue)
        {
            var jitter = new AugmentationConfig.ColorJitter(brightness, contrast, saturation, hue);
            return DrawnChanges.Apply(Augmentation.Draw(jitter, RngKey.FromSeed(2), shape), image, shape);
        }

        Assert.All(image.Zip(Jittered(0, 0, 0, 0)), pair => Assert.Equal(pair.Item1, pair.Item2, 1e-3f));
        float[][] changed =
        [
            Jittered(0.4, 0, 0, 0),
            Jittered(0, 0.4, 0, 0),
            Jittered(0, 0, 0.4, 0),
            Jittered(0, 0, 0, 0.4),
        ];
        Assert.All(changed, one => Assert.Contains(image.Zip(one), pair => Math.Abs(pair.Item1 - pair.Item2) > 0.5));
        Assert.Equal(4, changed.Select(one => string.Join(' ', one)).Distinct().Count());
    }

    private static float[] Draw(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 243).Select(_ => (float)random.Next(256))];
    }
}
