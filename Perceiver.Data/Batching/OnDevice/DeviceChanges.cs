using System.Diagnostics;
using Perceiver.Config;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Data;

/// <summary>
/// Does changes that were drawn to a batch <c>[images, height, width, channels]</c>, float32 on the scale 0..255, wherever
/// it is: what <see cref="PixelChanges"/> does to one image in memory.
/// </summary>
internal static class DeviceChanges
{
    /// <summary>What must be equal for two changes to be done by the same operators.</summary>
    public static (Type, PaddingMode) Kind(PixelChange change) =>
        (
            change.GetType(),
            change switch
            {
                PixelChange.Shift shift => shift.Mode,
                PixelChange.Bend bend => bend.Mode,
                _ => default,
            }
        );

    /// <summary>The changed images.</summary>
    /// <param name="changes">One for each image, all of one <see cref="Kind"/>.</param>
    /// <param name="images">The batch.</param>
    /// <param name="shape">Shape of one image.</param>
    public static Tensor Apply(PixelChange[] changes, Tensor images, ImageShape shape) =>
        changes[0] switch
        {
            PixelChange.Mirror => images.flip(2),
            PixelChange.Shift => Shift(Of<PixelChange.Shift>(changes), images, shape),
            PixelChange.Zoom => Zoom(Of<PixelChange.Zoom>(changes), images, shape),
            PixelChange.Enlarge => Enlarge(
                Array.ConvertAll(changes, c => ((PixelChange.Enlarge)c).Part),
                images,
                shape
            ),
            PixelChange.Bend bend => DeviceWarp.Apply(
                Array.ConvertAll(changes, c => ((PixelChange.Bend)c).Map),
                bend.Mode,
                images,
                shape
            ),
            PixelChange.Clear => images.masked_fill(
                Inside(Array.ConvertAll(changes, c => ((PixelChange.Clear)c).Part), images, shape),
                0
            ),
            PixelChange.Brightness => DeviceColours.Bounded(
                images.mul(Numbers(changes, images, c => ((PixelChange.Brightness)c).Factor))
            ),
            PixelChange.Contrast => DeviceColours.Contrast(
                images,
                Numbers(changes, images, c => ((PixelChange.Contrast)c).Factor)
            ),
            PixelChange.Saturation => DeviceColours.Saturation(
                images,
                Numbers(changes, images, c => ((PixelChange.Saturation)c).Factor)
            ),
            PixelChange.Hue => DeviceColours.Hue(
                images,
                DeviceNumbers.PerPlane(changes.Select(c => ((PixelChange.Hue)c).Turn), images)
            ),
            PixelChange.Sharpness => DeviceTones.Sharpness(
                images,
                Numbers(changes, images, c => ((PixelChange.Sharpness)c).Factor)
            ),
            PixelChange.Posterize => DeviceTones.Posterize(
                images,
                Numbers(changes, images, c => 1 << (8 - ((PixelChange.Posterize)c).Bits))
            ),
            PixelChange.Solarize => DeviceTones.Solarize(
                images,
                DeviceNumbers.PerPlane(changes.Select(c => ((PixelChange.Solarize)c).Threshold), images)
            ),
            PixelChange.AutoContrast => DeviceTones.AutoContrast(images),
            PixelChange.Equalize => DeviceTones.Equalize(images),
            _ => throw new UnreachableException($"change {changes[0].GetType().Name}"),
        };

    /// <summary>Whether a pixel is in its image's box, <c>[images, height, width, 1]</c>.</summary>
    public static Tensor Inside(Box[] boxes, Tensor images, ImageShape shape)
    {
        Tensor Within(int size, long[] view, Func<Box, int> start, Func<Box, int> length)
        {
            var places = arange(size, ScalarType.Int64, images.device).view(view);
            var first = Places(box => start(box));
            return places.ge(first).logical_and(places.lt(Places(box => start(box) + length(box))));
        }

        Tensor Places(Func<Box, int> of) =>
            DeviceNumbers.Integers(Array.ConvertAll(boxes, box => of(box)), images).view(-1, 1, 1, 1);

        return Within(shape.Height, [1, -1, 1, 1], box => box.Top, box => box.Height)
            .logical_and(Within(shape.Width, [1, 1, -1, 1], box => box.Left, box => box.Width));
    }

    private static Tensor Shift(PixelChange.Shift[] shifts, Tensor images, ImageShape shape)
    {
        var mode = shifts[0].Mode;
        var rows = Array.ConvertAll(shifts, shift => Places(shape.Height, shift.Down));
        var columns = Array.ConvertAll(shifts, shift => Places(shape.Width, shift.Right));
        var moved = DeviceTaps.Look(DeviceTaps.Look(images, 1, Inner(rows)), 2, Inner(columns));
        return mode == PaddingMode.Zero
            ? moved.mul(DeviceTaps.Along(images, 1, Seen(rows))).mul(DeviceTaps.Along(images, 2, Seen(columns)))
            : moved;

        int[] Places(int size, int by) =>
            [.. Enumerable.Range(0, size).Select(i => PixelChanges.Place(i + by, size, mode))];

        static int[][] Inner(int[][] places) =>
            Array.ConvertAll(places, own => Array.ConvertAll(own, i => Math.Max(i, 0)));

        static float[][] Seen(int[][] places) =>
            Array.ConvertAll(places, own => Array.ConvertAll(own, i => i < 0 ? 0f : 1));
    }

    private static Tensor Zoom(PixelChange.Zoom[] zooms, Tensor images, ImageShape shape)
    {
        var rows = Array.ConvertAll(zooms, zoom => AxisTaps.Zoom(shape.Height, zoom.Height));
        var columns = Array.ConvertAll(zooms, zoom => AxisTaps.Zoom(shape.Width, zoom.Width));
        return DeviceTaps.Blend(DeviceTaps.Blend(images, 1, rows), 2, columns);
    }

    private static Tensor Enlarge(Box[] parts, Tensor images, ImageShape shape)
    {
        var rows = Array.ConvertAll(parts, part => Filter(part.Height, shape.Height));
        var columns = Array.ConvertAll(parts, part => Filter(part.Width, shape.Width));
        var wide = DeviceTaps.Sum(images, 2, columns, Array.ConvertAll(parts, part => part.Left));
        return DeviceTaps.Sum(wide, 1, rows, Array.ConvertAll(parts, part => part.Top));

        static ResizeFilter Filter(int from, int to) => ResizeFilter.Of(ResizeMethod.Bilinear, from, to);
    }

    private static T[] Of<T>(PixelChange[] changes)
        where T : PixelChange => Array.ConvertAll(changes, change => (T)change);

    private static Tensor Numbers(PixelChange[] changes, Tensor images, Func<PixelChange, double> of) =>
        DeviceNumbers.PerImage(Array.ConvertAll(changes, change => of(change)), images);
}
