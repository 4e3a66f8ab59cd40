using System.Diagnostics;
using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>Does changes that were drawn to an image in memory, on the scale 0..255.</summary>
internal static class PixelChanges
{
    /// <summary>Writes the changed image to <paramref name="target"/>.</summary>
    /// <param name="change">What is done.</param>
    /// <param name="source">The image, <c>[height, width, channels]</c>.</param>
    /// <param name="shape">Its height, width and channels.</param>
    /// <param name="target">The changed image, of the same shape; may hold anything before.</param>
    public static void Apply(PixelChange change, ReadOnlySpan<float> source, ImageShape shape, Span<float> target)
    {
        switch (change)
        {
            case PixelChange.Mirror:
                Flip(source, shape, target);
                break;
            case PixelChange.Shift shift:
                Shift(source, shape, shift.Down, shift.Right, shift.Mode, target);
                break;
            case PixelChange.Zoom zoom:
                var rows = AxisTaps.Zoom(shape.Height, zoom.Height);
                var columns = AxisTaps.Zoom(shape.Width, zoom.Width);
                Resampler.Apply(source, shape.Width, shape.Channels, rows, columns, target);
                break;
            case PixelChange.Enlarge crop:
                crop.Part.Enlarge(source, shape, target);
                break;
            case PixelChange.Bend bend:
                Warp.Apply(source, shape, bend.Map, bend.Mode, target);
                break;
            case PixelChange.Sharpness sharpness:
                Tones.Sharpness(source, shape, sharpness.Factor, target);
                break;
            default:
                source.CopyTo(target);
                InPlace(change, shape, target[..shape.Size]);
                break;
        }
    }

    private static void InPlace(PixelChange change, ImageShape shape, Span<float> image)
    {
        switch (change)
        {
            case PixelChange.None:
                break;
            case PixelChange.Clear erased:
                erased.Part.Clear(shape, image);
                break;
            case PixelChange.Brightness brightness:
                Colour.Brightness(image, brightness.Factor);
                break;
            case PixelChange.Contrast contrast:
                Colour.Contrast(image, shape.Channels, contrast.Factor);
                break;
            case PixelChange.Saturation saturation:
                Colour.Saturation(image, shape.Channels, saturation.Factor);
                break;
            case PixelChange.Hue hue:
                Colour.Hue(image, shape.Channels, hue.Turn);
                break;
            case PixelChange.Posterize posterize:
                Tones.Posterize(image, posterize.Bits);
                break;
            case PixelChange.Solarize solarize:
                Tones.Solarize(image, solarize.Threshold);
                break;
            case PixelChange.AutoContrast:
                Tones.AutoContrast(image, shape.Channels);
                break;
            case PixelChange.Equalize:
                Tones.Equalize(image, shape.Channels);
                break;
            default:
                throw new UnreachableException($"change {change.GetType().Name}");
        }
    }

    /// <summary>Left and right change places.</summary>
    public static void Flip(ReadOnlySpan<float> source, ImageShape shape, Span<float> target)
    {
        var channels = shape.Channels;
        for (var y = 0; y < shape.Height; y++)
        {
            var from = source.Slice(y * shape.Stride, shape.Stride);
            var to = target.Slice(y * shape.Stride, shape.Stride);
            if (channels == 1)
            {
                from.CopyTo(to);
                to.Reverse();
                continue;
            }

            for (var x = 0; x < shape.Width; x++)
            {
                from.Slice((shape.Width - 1 - x) * channels, channels).CopyTo(to[(x * channels)..]);
            }
        }
    }

    /// <summary>
    /// New pixel (y, x) is old pixel (y + down, x + right): a crop of the padded image. Outside stands zero, or the
    /// image mirrored about its border pixel (d c b | a b c d | c b a).
    /// </summary>
    public static void Shift(
        ReadOnlySpan<float> source,
        ImageShape shape,
        int down,
        int right,
        PaddingMode mode,
        Span<float> target
    )
    {
        var channels = shape.Channels;
        for (var y = 0; y < shape.Height; y++)
        {
            var to = target.Slice(y * shape.Stride, shape.Stride);
            if (Place(y + down, shape.Height, mode) is not (>= 0 and var row))
            {
                to.Clear();
                continue;
            }

            var from = source.Slice(row * shape.Stride, shape.Stride);
            for (var x = 0; x < shape.Width; x++)
            {
                var column = Place(x + right, shape.Width, mode);
                if (column < 0)
                {
                    to.Slice(x * channels, channels).Clear();
                }
                else
                {
                    from.Slice(column * channels, channels).CopyTo(to[(x * channels)..]);
                }
            }
        }
    }

    /// <summary>The old pixel at <paramref name="i"/>, or -1 where zero stands.</summary>
    public static int Place(int i, int size, PaddingMode mode)
    {
        if ((uint)i < (uint)size)
        {
            return i;
        }

        if (mode == PaddingMode.Zero)
        {
            return -1;
        }

        var period = Math.Max(2 * (size - 1), 1);
        var inside = ((i % period) + period) % period;
        return inside < size ? inside : period - inside;
    }
}
