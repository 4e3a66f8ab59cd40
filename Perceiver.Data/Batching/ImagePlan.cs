using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Data;

/// <summary>What becomes of one image of a batch, with all chance drawn: the same wherever pixels are computed.</summary>
/// <param name="Index">The image's number in the set.</param>
/// <param name="Changes">What is done to it, in this order; as many for every image of a batch.</param>
/// <param name="Label">Its class then.</param>
/// <param name="Mix">How it is mixed with another, or null.</param>
/// <param name="Partner">What becomes of the other before; null without a mix.</param>
internal sealed record ImagePlan(int Index, PixelChange[] Changes, int Label, Mix? Mix, ImagePlan? Partner)
{
    /// <summary>Whether a config's changes mix images.</summary>
    public static bool Mixes(DataConfig data) =>
        data.Augmentation.Any(change => change is AugmentationConfig.Mixup or AugmentationConfig.CutMix);

    /// <summary>The plan for an image.</summary>
    /// <param name="data">Says what may be changed.</param>
    /// <param name="set">The images, from which a partner may be drawn.</param>
    /// <param name="index">The image's number.</param>
    /// <param name="key">The image's own key; null means that nothing is changed.</param>
    /// <param name="shape">The model's shape of image.</param>
    public static ImagePlan Of(DataConfig data, ImageSet set, int index, RngKey? key, ImageShape shape)
    {
        if (key is not { } own)
        {
            return new(index, [], set.Labels[index], null, null);
        }

        var plan = Alone(data, set, index, own, shape);
        return Data.Mix.Draw(data.Augmentation, own, set.Count, shape) is { } mix
            ? plan with
            {
                Mix = mix,
                Partner = Alone(data, set, mix.Partner, own.Fold("partner"), shape),
            }
            : plan;
    }

    private static ImagePlan Alone(DataConfig data, ImageSet set, int index, RngKey key, ImageShape shape) =>
        new(
            index,
            Augmentation.Draw(data.Augmentation, key, shape),
            Shown(data, set.Labels[index], key, shape),
            null,
            null
        );

    // A mirror image may show something else.
    private static int Shown(DataConfig data, int label, RngKey key, ImageShape shape)
    {
        for (var i = 0; i < data.Augmentation.Count; i++)
        {
            if (
                data.Augmentation[i] is AugmentationConfig.HorizontalFlip { Labels.Count: > 0 } flip
                && Augmentation.Draw(flip, key.Fold(i), shape) is [PixelChange.Mirror]
            )
            {
                label = flip.Labels[label];
            }
        }

        return label;
    }
}
