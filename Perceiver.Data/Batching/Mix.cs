using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Data;

/// <summary>How an example is mixed with another one.</summary>
/// <param name="Partner">The other's index in the set.</param>
/// <param name="Share">How much of the label stays the example's own, in [0, 1].</param>
/// <param name="Cut">The part that is the other's; null means that all pixels are blended.</param>
internal readonly record struct Mix(int Partner, double Share, Box? Cut)
{
    /// <summary>
    /// The mix that a key draws, or null. A share is drawn from Beta(alpha, alpha): mixup (1710.09412) blends by it, CutMix
    /// (1905.04899) cuts out a box of the rest and takes as the label's share what is left of the area.
    /// </summary>
    /// <param name="changes">The config's changes; those that mix stand last.</param>
    /// <param name="key">What is drawn from.</param>
    /// <param name="count">How many examples a partner is chosen from.</param>
    /// <param name="shape">The images' shape.</param>
    public static Mix? Draw(EquatableArray<AugmentationConfig> changes, RngKey key, int count, ImageShape shape)
    {
        var random = new RandomStream(key.Fold("mix"));
        var chance = random.Uniform();
        foreach (var change in changes)
        {
            var (alpha, probability) = change switch
            {
                AugmentationConfig.Mixup mixup => (mixup.Alpha, mixup.Probability),
                AugmentationConfig.CutMix cut => (cut.Alpha, cut.Probability),
                _ => (0, 0),
            };
            if (probability > 0 && chance < probability)
            {
                var partner = random.Below(count);
                var share = random.Beta(alpha);
                return change is AugmentationConfig.Mixup
                    ? new(partner, share, null)
                    : Cutting(ref random, partner, share, shape);
            }

            chance -= probability;
        }

        return null;
    }

    /// <summary>Puts the other image into the example's.</summary>
    public void Apply(ReadOnlySpan<float> other, ImageShape shape, Span<float> image)
    {
        if (Cut is { } box)
        {
            box.Copy(other, shape, image);
            return;
        }

        var share = (float)Share;
        for (var i = 0; i < image.Length; i++)
        {
            image[i] = (share * image[i]) + ((1 - share) * other[i]);
        }
    }

    private static Mix Cutting(ref RandomStream random, int partner, double share, ImageShape shape)
    {
        var side = Math.Sqrt(1 - share);
        var (height, width) = ((int)(shape.Height * side), (int)(shape.Width * side));
        var (row, column) = (random.Below(shape.Height), random.Below(shape.Width));
        var (top, left) = (Math.Max(row - (height / 2), 0), Math.Max(column - (width / 2), 0));
        var (bottom, right) = (
            Math.Min(row - (height / 2) + height, shape.Height),
            Math.Min(column - (width / 2) + width, shape.Width)
        );
        var box = new Box(top, left, Math.Max(bottom - top, 0), Math.Max(right - left, 0));
        return new(partner, 1 - ((double)box.Height * box.Width / shape.Height / shape.Width), box);
    }
}
