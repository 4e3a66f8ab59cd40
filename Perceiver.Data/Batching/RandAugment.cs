using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Data;

/// <summary>
/// RandAugment (1909.13719): some changes drawn from fourteen, all of one magnitude, in torchvision's strengths; of
/// those that have two directions each is as likely. What comes into view is black.
/// </summary>
internal static class RandAugment
{
    /// <summary>The number of changes that are drawn from; the first changes nothing.</summary>
    public const int Kinds = 14;

    /// <summary>The highest magnitude.</summary>
    public const int Strongest = 30;

    /// <summary>Applies the layers in turn.</summary>
    public static void Apply(
        AugmentationConfig.RandAugment config,
        RngKey key,
        ReadOnlySpan<float> source,
        ImageShape shape,
        Span<float> target
    )
    {
        var random = new RandomStream(key);
        var before = source.ToArray();
        source.CopyTo(target);
        for (var layer = 0; layer < config.Layers; layer++)
        {
            var kind = random.Below(Kinds);
            var sign = random.Uniform() < 0.5 ? -1 : 1;
            Change(kind, sign, config.Magnitude, before, shape, target);
            target.CopyTo(before);
        }
    }

    /// <summary>One of the changes.</summary>
    /// <param name="kind">Which, from 0.</param>
    /// <param name="sign">Its direction, where it has two.</param>
    /// <param name="magnitude">Its strength, in 0..30.</param>
    /// <param name="source">The image.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="target">The changed image.</param>
    public static void Change(
        int kind,
        int sign,
        int magnitude,
        ReadOnlySpan<float> source,
        ImageShape shape,
        Span<float> target
    )
    {
        var strength = magnitude / (double)Strongest;
        var factor = 1 + (sign * 0.9 * strength);
        source.CopyTo(target);
        switch (kind)
        {
            case 1:
                Bend(source, PixelMap.ShearColumns(sign * 0.3 * strength), target);
                break;
            case 2:
                Bend(source, PixelMap.ShearRows(sign * 0.3 * strength), target);
                break;
            case 3:
                Bend(source, PixelMap.Translation(0, Pixels(shape.Width)), target);
                break;
            case 4:
                Bend(source, PixelMap.Translation(Pixels(shape.Height), 0), target);
                break;
            case 5:
                Bend(source, PixelMap.Rotation(sign * 30 * strength), target);
                break;
            case 6:
                Colour.Brightness(target, factor);
                break;
            case 7:
                Colour.Saturation(target, shape.Channels, factor);
                break;
            case 8:
                Colour.Contrast(target, shape.Channels, factor);
                break;
            case 9:
                Tones.Sharpness(source, shape, factor, target);
                break;
            case 10:
                Tones.Posterize(target, 8 - (int)Math.Round(4 * strength));
                break;
            case 11:
                Tones.Solarize(target, 255 * (1 - strength));
                break;
            case 12:
                Tones.AutoContrast(target, shape.Channels);
                break;
            case 13:
                Tones.Equalize(target, shape.Channels);
                break;
        }

        int Pixels(int side) => sign * (int)(150.0 / 331 * side * strength);

        void Bend(ReadOnlySpan<float> from, PixelMap map, Span<float> to) =>
            Warp.Apply(from, shape, map, PaddingMode.Zero, to);
    }
}
