using System.Diagnostics;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Data;

/// <summary>The chance in random changes of images: what a key draws, before any pixel is touched.</summary>
internal static class Augmentation
{
    // torchvision's bound on the sides of what is erased.
    private const double LongestErased = 3.3;

    /// <summary>The changes that a config's list draws for one image, in their order: as many for every image.</summary>
    /// <param name="changes">The config's list.</param>
    /// <param name="key">The image's own.</param>
    /// <param name="shape">The image's shape.</param>
    public static PixelChange[] Draw(EquatableArray<AugmentationConfig> changes, RngKey key, ImageShape shape)
    {
        var drawn = new List<PixelChange>(changes.Count);
        for (var i = 0; i < changes.Count; i++)
        {
            drawn.AddRange(Draw(changes[i], key.Fold(i), shape));
        }

        return [.. drawn];
    }

    /// <summary>The changes that one entry of the list draws: always as many, of which some may change nothing.</summary>
    public static PixelChange[] Draw(AugmentationConfig change, RngKey key, ImageShape shape)
    {
        var random = new RandomStream(key);
        return change switch
        {
            AugmentationConfig.HorizontalFlip flip =>
            [
                random.Uniform() < flip.Probability ? new PixelChange.Mirror() : PixelChange.Nothing,
            ],
            AugmentationConfig.RandomCrop crop => [Shift(crop, random)],
            AugmentationConfig.RandomZoom zoom => [Zoom(zoom, random)],
            AugmentationConfig.RandomResizedCrop crop => [Crop(crop, random, shape)],
            AugmentationConfig.Rotate rotate =>
            [
                new PixelChange.Bend(PixelMap.Rotation(random.Uniform(-rotate.Degrees, rotate.Degrees)), rotate.Mode),
            ],
            AugmentationConfig.ColorJitter jitter => Jitter(jitter, random),
            AugmentationConfig.RandAugment augment => RandAugment.Draw(augment, key, shape),
            AugmentationConfig.RandomErasing erasing => [Erase(erasing, random, shape)],
            // They need a second image: Mix does it, after all changes.
            AugmentationConfig.Mixup or AugmentationConfig.CutMix => [],
            _ => throw new UnreachableException($"augmentation {change.GetType().Name}"),
        };
    }

    private static PixelChange.Shift Shift(AugmentationConfig.RandomCrop crop, RandomStream random)
    {
        var down = random.Below((2 * crop.Padding) + 1) - crop.Padding;
        var right = random.Below((2 * crop.Padding) + 1) - crop.Padding;
        return new(down, right, crop.Mode);
    }

    private static PixelChange.Zoom Zoom(AugmentationConfig.RandomZoom zoom, RandomStream random)
    {
        var height = random.Uniform(1 - zoom.Height, 1 + zoom.Height);
        return new(height, random.Uniform(1 - zoom.Width, 1 + zoom.Width));
    }

    private static PixelChange Crop(AugmentationConfig.RandomResizedCrop crop, RandomStream random, ImageShape shape) =>
        Box.Draw(ref random, shape, crop.MinArea, crop.MaxArea, crop.MinRatio, crop.MaxRatio) is { } box
            ? new PixelChange.Enlarge(box)
            : PixelChange.Nothing;

    private static PixelChange Erase(AugmentationConfig.RandomErasing erasing, RandomStream random, ImageShape shape) =>
        random.Uniform() < erasing.Probability
        && Box.Draw(ref random, shape, erasing.MinArea, erasing.MaxArea, 1 / LongestErased, LongestErased) is { } box
            ? new PixelChange.Clear(box)
            : PixelChange.Nothing;

    // As torchvision's ColorJitter: one factor each, in an order that is drawn too.
    private static PixelChange[] Jitter(AugmentationConfig.ColorJitter jitter, RandomStream random)
    {
        var drawn = new List<PixelChange>();
        foreach (var kind in random.Permutation(4))
        {
            drawn.Add(
                kind switch
                {
                    0 => new PixelChange.Brightness(Factor(jitter.Brightness)),
                    1 => new PixelChange.Contrast(Factor(jitter.Contrast)),
                    2 => new PixelChange.Saturation(Factor(jitter.Saturation)),
                    _ => new PixelChange.Hue(random.Uniform(-jitter.Hue, jitter.Hue)),
                }
            );
        }

        return [.. drawn];

        double Factor(double strength) => random.Uniform(1 - strength, 1 + strength);
    }
}
