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

    /// <summary>The changes that a key draws: as many as there are layers.</summary>
    public static PixelChange[] Draw(AugmentationConfig.RandAugment config, RngKey key, ImageShape shape)
    {
        var random = new RandomStream(key);
        var drawn = new PixelChange[config.Layers];
        for (var layer = 0; layer < drawn.Length; layer++)
        {
            var kind = random.Below(Kinds);
            var sign = random.Uniform() < 0.5 ? -1 : 1;
            drawn[layer] = Change(kind, sign, config.Magnitude, shape);
        }

        return drawn;
    }

    /// <summary>One of the changes.</summary>
    /// <param name="kind">Which, from 0.</param>
    /// <param name="sign">Its direction, where it has two.</param>
    /// <param name="magnitude">Its strength, in 0..30.</param>
    /// <param name="shape">The image's shape.</param>
    public static PixelChange Change(int kind, int sign, int magnitude, ImageShape shape)
    {
        var strength = magnitude / (double)Strongest;
        var factor = 1 + (sign * 0.9 * strength);
        return kind switch
        {
            1 => Bend(PixelMap.ShearColumns(sign * 0.3 * strength)),
            2 => Bend(PixelMap.ShearRows(sign * 0.3 * strength)),
            3 => Bend(PixelMap.Translation(0, Pixels(shape.Width))),
            4 => Bend(PixelMap.Translation(Pixels(shape.Height), 0)),
            5 => Bend(PixelMap.Rotation(sign * 30 * strength)),
            6 => new PixelChange.Brightness(factor),
            7 => new PixelChange.Saturation(factor),
            8 => new PixelChange.Contrast(factor),
            9 => new PixelChange.Sharpness(factor),
            10 => new PixelChange.Posterize(8 - (int)Math.Round(4 * strength)),
            11 => new PixelChange.Solarize(255 * (1 - strength)),
            12 => new PixelChange.AutoContrast(),
            13 => new PixelChange.Equalize(),
            _ => PixelChange.Nothing,
        };

        int Pixels(int side) => sign * (int)(150.0 / 331 * side * strength);

        static PixelChange Bend(PixelMap map) => new PixelChange.Bend(map, PaddingMode.Zero);
    }
}
