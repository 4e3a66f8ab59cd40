namespace Perceiver.Config;

/// <content>PCV25x: augmentations that do not go together, or not with the data.</content>
public static partial class Rules
{
    /// <summary>PCV250.</summary>
    public static readonly Rule FlipFalsifies = Error(
        "PCV250",
        "Flip falsifies labels",
        "The classes '{0}' and '{1}' are sides: the mirror image of one shows the other.",
        "Remove horizontal_flip, or say with its 'labels' what each class becomes, as in labels: [1, 0]."
    );

    /// <summary>PCV251.</summary>
    public static readonly Rule FlipLabels = Error(
        "PCV251",
        "Labels of the mirror image",
        "{0}",
        "Give one label per class, from 0, so that mirroring twice gives each class back."
    );

    /// <summary>PCV252.</summary>
    public static readonly Rule RangeReversed = Error(
        "PCV252",
        "Range the wrong way round",
        "{0} {1} is above {2} {3}.",
        "Exchange the two, or move one of them."
    );

    /// <summary>PCV253.</summary>
    public static readonly Rule MixingLast = Error(
        "PCV253",
        "Mixing images",
        "{0}",
        "Let mixup and cut_mix stand last, each at most once, with probabilities that add up to at most 1."
    );

    /// <summary>PCV254.</summary>
    public static readonly Rule AugmentationInput = Error(
        "PCV254",
        "Augmentation of another input",
        "{0} changes {1}, but the input is of kind {2}.",
        "Remove it, or use one that changes what the input is."
    );
}
