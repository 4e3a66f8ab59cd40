using System.Diagnostics;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Data;

/// <summary>Random changes of one image, each a pure function of the image and of a key.</summary>
internal static class Augmentation
{
    /// <summary>
    /// Applies one change to an image on the scale 0..255.
    /// </summary>
    /// <param name="change">What is done.</param>
    /// <param name="key">What the change draws from.</param>
    /// <param name="source">The image, <c>[height, width, channels]</c>.</param>
    /// <param name="shape">Its height, width and channels.</param>
    /// <param name="target">The changed image, of the same shape; may hold anything before.</param>
    public static void Apply(
        AugmentationConfig change,
        RngKey key,
        ReadOnlySpan<float> source,
        ImageShape shape,
        Span<float> target
    )
    {
        var random = new RandomStream(key);
        switch (change)
        {
            case AugmentationConfig.HorizontalFlip flip when random.Uniform() < flip.Probability:
                Flip(source, shape, target);
                break;
            case AugmentationConfig.HorizontalFlip:
                source.CopyTo(target);
                break;
            case AugmentationConfig.RandomCrop crop:
                var down = random.Below((2 * crop.Padding) + 1) - crop.Padding;
                var right = random.Below((2 * crop.Padding) + 1) - crop.Padding;
                Shift(source, shape, down, right, crop.Mode, target);
                break;
            case AugmentationConfig.RandomZoom zoom:
                var rows = AxisTaps.Zoom(shape.Height, random.Uniform(1 - zoom.Height, 1 + zoom.Height));
                var columns = AxisTaps.Zoom(shape.Width, random.Uniform(1 - zoom.Width, 1 + zoom.Width));
                Resampler.Apply(source, shape.Width, shape.Channels, rows, columns, target);
                break;
            case AugmentationConfig.RandomResizedCrop crop:
                ResizedCrop(crop, random, source, shape, target);
                break;
            case AugmentationConfig.Rotate rotate:
                var turn = PixelMap.Rotation(random.Uniform(-rotate.Degrees, rotate.Degrees));
                Warp.Apply(source, shape, turn, rotate.Mode, target);
                break;
            case AugmentationConfig.ColorJitter jitter:
                source.CopyTo(target);
                Jitter(jitter, random, shape.Channels, target[..shape.Size]);
                break;
            case AugmentationConfig.RandAugment augment:
                RandAugment.Apply(augment, key, source, shape, target);
                break;
            case AugmentationConfig.RandomErasing erasing:
                source.CopyTo(target);
                Erase(erasing, random, shape, target);
                break;
            case AugmentationConfig.Mixup or AugmentationConfig.CutMix:
                source.CopyTo(target); // Needs a second image: Mix does it, after all changes.
                break;
            default:
                throw new UnreachableException($"augmentation {change.GetType().Name}");
        }
    }

    /// <summary>Whether a flip with this key mirrors.</summary>
    public static bool Mirrors(AugmentationConfig.HorizontalFlip flip, RngKey key) =>
        new RandomStream(key).Uniform() < flip.Probability;

    private static void ResizedCrop(
        AugmentationConfig.RandomResizedCrop crop,
        RandomStream random,
        ReadOnlySpan<float> source,
        ImageShape shape,
        Span<float> target
    )
    {
        if (Box.Draw(ref random, shape, crop.MinArea, crop.MaxArea, crop.MinRatio, crop.MaxRatio) is { } box)
        {
            box.Enlarge(source, shape, target);
        }
        else
        {
            source.CopyTo(target);
        }
    }

    private static void Erase(
        AugmentationConfig.RandomErasing erasing,
        RandomStream random,
        ImageShape shape,
        Span<float> target
    )
    {
        const double Longest = 3.3;
        if (random.Uniform() < erasing.Probability)
        {
            Box.Draw(ref random, shape, erasing.MinArea, erasing.MaxArea, 1 / Longest, Longest)?.Clear(shape, target);
        }
    }

    // As torchvision's ColorJitter: one factor each, in an order that is drawn too.
    private static void Jitter(
        AugmentationConfig.ColorJitter jitter,
        RandomStream random,
        int channels,
        Span<float> image
    )
    {
        foreach (var kind in random.Permutation(4))
        {
            switch (kind)
            {
                case 0:
                    Colour.Brightness(image, Factor(jitter.Brightness));
                    break;
                case 1:
                    Colour.Contrast(image, channels, Factor(jitter.Contrast));
                    break;
                case 2:
                    Colour.Saturation(image, channels, Factor(jitter.Saturation));
                    break;
                default:
                    Colour.Hue(image, channels, random.Uniform(-jitter.Hue, jitter.Hue));
                    break;
            }
        }

        double Factor(double strength) => random.Uniform(1 - strength, 1 + strength);
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
    private static int Place(int i, int size, PaddingMode mode)
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
