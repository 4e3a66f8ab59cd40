using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Turning, shearing, shifting and cropping against scalar code that goes about it in another way.</summary>
public sealed class WarpTests
{
    private static readonly ImageShape Shape = new(6, 6, 2);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Quarter_turns_move_whole_pixels_counter_clockwise(int quarters)
    {
        var image = Draw(Shape, 1);
        var expected = image;
        for (var turn = 0; turn < quarters; turn++)
        {
            // Counter-clockwise: what was the last column becomes the first row.
            var before = expected;
            expected = [.. Places(Shape).Select(p => before[Index(Shape, p.X, Shape.Width - 1 - p.Y, p.C)])];
        }

        var turned = Apply(PixelMap.Rotation(90 * quarters), image, Shape, PaddingMode.Zero);
        Assert.All(expected.Zip(turned), pair => Assert.Equal(pair.Item1, pair.Item2, 1e-3f));
    }

    [Property(MaxTest = 50)]
    public void Any_turn_is_that_of_complex_numbers(int angle, bool mirror, int seed)
    {
        var shape = new ImageShape(5 + (seed & 3), 7, 1);
        var image = Draw(shape, seed);
        var mode = mirror ? PaddingMode.Reflect : PaddingMode.Zero;
        var turned = Apply(PixelMap.Rotation(angle % 360), image, shape, mode);
        foreach (var (i, (y, x, _)) in Places(shape).Index())
        {
            // The picture's rows go down, so its points are conjugated; turning back finds the old place.
            var middle = new System.Numerics.Complex((shape.Width - 1) / 2.0, -(shape.Height - 1) / 2.0);
            var back = System.Numerics.Complex.FromPolarCoordinates(1, -(angle % 360) * Math.PI / 180);
            var old = ((new System.Numerics.Complex(x, -y) - middle) * back) + middle;
            Assert.Equal(Sample(image, shape, -old.Imaginary, old.Real, mode), turned[i], 1e-2);
        }
    }

    [Fact]
    public void Shears_and_shifts_move_pixels_where_they_say()
    {
        var shape = new ImageShape(3, 5, 1);
        float[] image = [.. Enumerable.Range(1, 15).Select(i => (float)i)];

        // A share of 1 shifts the row above the middle by one to the right and the row below by one to the left.
        Assert.Equal([0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 12, 13, 14, 15, 0], Black(PixelMap.ShearColumns(1)));
        Assert.Equal([2, 3, 4, 5, 0, 7, 8, 9, 10, 0, 12, 13, 14, 15, 0], Black(PixelMap.Translation(0, 1)));
        Assert.Equal([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 0, 0, 0, 0], Black(PixelMap.Translation(1, 0)));
        Assert.Equal([0, 0, 3, 9, 15, 0, 2, 8, 14, 0, 1, 7, 13, 0, 0], Black(PixelMap.ShearRows(1)));
        Assert.Equal(
            [1.5f, 2.5f, 3.5f, 4.5f, 5],
            Apply(PixelMap.Translation(0, 0.5), image, shape, PaddingMode.Reflect)[..5]
        );

        float[] Black(PixelMap map) => Apply(map, image, shape, PaddingMode.Zero);
    }

    [Property(MaxTest = 50)]
    public void A_resized_crop_is_one_of_the_boxes_allowed(long seed)
    {
        var shape = new ImageShape(16, 24, 1);
        var random = new RandomStream(RngKey.FromSeed(seed));
        var box = Box.Draw(ref random, shape, 0.2, 0.5, 0.5, 2)!.Value;
        Assert.InRange(box.Top, 0, shape.Height - box.Height);
        Assert.InRange(box.Left, 0, shape.Width - box.Width);

        // Sides are rounded: half a pixel each way.
        Assert.InRange((box.Height + 0.5) * (box.Width + 0.5), 0.2 * 384, double.PositiveInfinity);
        Assert.InRange((box.Height - 0.5) * (box.Width - 0.5), 0, 0.5 * 384);
        Assert.InRange((box.Width + 0.5) / (box.Height - 0.5), 0.5, double.PositiveInfinity);
        Assert.InRange((box.Width - 0.5) / (box.Height + 0.5), 0, 2);
    }

    [Fact]
    public void A_box_enlarged_is_the_part_resized()
    {
        var shape = new ImageShape(4, 4, 1);
        float[] image = [.. Enumerable.Range(0, 16).Select(i => 10f * i)];
        var target = new float[16];
        new Box(1, 2, 2, 1).Enlarge(image, shape, target);

        // Rows 60 and 100 with half-pixel centres: 60, 70, 90, 100.
        Assert.Equal([60, 60, 60, 60, 70, 70, 70, 70, 90, 90, 90, 90, 100, 100, 100, 100], target);
        new Box(0, 0, 4, 4).Enlarge(image, shape, target);
        Assert.Equal(image, target);
    }

    [Fact]
    public void An_erased_box_is_black_and_the_rest_as_it_was()
    {
        var shape = new ImageShape(20, 20, 3);
        var image = Draw(shape, 3).Select(value => value + 1).ToArray();
        var change = new AugmentationConfig.RandomErasing(1, 0.1, 0.2);
        var black = 0;
        for (var i = 0; i < 50; i++)
        {
            var erased = DrawnChanges.Apply(Augmentation.Draw(change, RngKey.FromSeed(i), shape), image, shape);
            Assert.All(erased.Zip(image), pair => Assert.True(pair.Item1 == 0 || pair.Item1 == pair.Item2));
            black += erased.Count(value => value == 0);
        }

        Assert.InRange(black / (50.0 * shape.Size), 0.12, 0.18);
        var never = change with { Probability = 0 };
        var kept = DrawnChanges.Apply(Augmentation.Draw(never, RngKey.FromSeed(1), shape), image, shape);
        Assert.Equal(image, kept);
    }

    private static double Sample(float[] image, ImageShape shape, double row, double column, PaddingMode mode)
    {
        double Pixel(int y, int x) =>
            mode == PaddingMode.Reflect ? image[Index(shape, Folded(y, shape.Height), Folded(x, shape.Width), 0)]
            : y >= 0 && y < shape.Height && x >= 0 && x < shape.Width ? image[Index(shape, y, x, 0)]
            : 0;
        var (top, left) = ((int)Math.Floor(row), (int)Math.Floor(column));
        var upper = Pixel(top, left) + ((column - left) * (Pixel(top, left + 1) - Pixel(top, left)));
        var lower = Pixel(top + 1, left) + ((column - left) * (Pixel(top + 1, left + 1) - Pixel(top + 1, left)));
        return upper + ((row - top) * (lower - upper));
    }

    private static int Folded(int i, int size)
    {
        while (i < 0 || i >= size)
        {
            i = i < 0 ? -i - 1 : (2 * size) - 1 - i;
        }

        return i;
    }

    private static float[] Apply(PixelMap map, float[] image, ImageShape shape, PaddingMode mode)
    {
        var target = Enumerable.Repeat(float.NaN, shape.Size).ToArray();
        Warp.Apply(image, shape, map, mode, target);
        return target;
    }

    private static IEnumerable<(int Y, int X, int C)> Places(ImageShape shape) =>
        Enumerable
            .Range(0, shape.Size)
            .Select(i => (i / shape.Stride, i % shape.Stride / shape.Channels, i % shape.Channels));

    private static int Index(ImageShape shape, int y, int x, int c) => (y * shape.Stride) + (x * shape.Channels) + c;

    private static float[] Draw(ImageShape shape, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, shape.Size).Select(_ => (float)random.Next(256))];
    }
}
