namespace Perceiver.Config;

/// <summary>Settings of the augmentations.</summary>
internal static class AugmentationSchema
{
    public static readonly UnionType<AugmentationConfig> Type = new(
        "augmentation",
        "A random change of a training example.",
        UnionCase<AugmentationConfig>.Of("horizontal_flip", HorizontalFlip()),
        UnionCase<AugmentationConfig>.Of("random_crop", RandomCrop()),
        UnionCase<AugmentationConfig>.Of("random_zoom", RandomZoom()),
        UnionCase<AugmentationConfig>.Of("random_resized_crop", ImageChangeSchema.RandomResizedCrop()),
        UnionCase<AugmentationConfig>.Of("rotate", ImageChangeSchema.Rotate()),
        UnionCase<AugmentationConfig>.Of("color_jitter", ImageChangeSchema.ColorJitter()),
        UnionCase<AugmentationConfig>.Of("rand_augment", ImageChangeSchema.RandAugment()),
        UnionCase<AugmentationConfig>.Of("random_erasing", ImageChangeSchema.RandomErasing()),
        UnionCase<AugmentationConfig>.Of("point_scale", PointChangeSchema.Scale()),
        UnionCase<AugmentationConfig>.Of("point_shift", PointChangeSchema.Shift()),
        UnionCase<AugmentationConfig>.Of("point_jitter", PointChangeSchema.Jitter()),
        UnionCase<AugmentationConfig>.Of("byte_masking", PointChangeSchema.ByteMasking()),
        UnionCase<AugmentationConfig>.Of("mixup", ImageChangeSchema.Mixup()),
        UnionCase<AugmentationConfig>.Of("cut_mix", ImageChangeSchema.CutMix())
    );

    private static RecordType<AugmentationConfig.HorizontalFlip> HorizontalFlip()
    {
        var fields = new Fields<AugmentationConfig.HorizontalFlip>();
        var probability = fields.Optional(
            "probability",
            Types.Number(0, 1),
            c => c.Probability,
            0.5,
            "How often an image is mirrored."
        );
        var labels = fields.Optional(
            "labels",
            Types.List(Types.Integer(0, 99_999), 100_000),
            c => c.Labels,
            [],
            "What each class becomes in the mirror image, as for [L, R]: [1, 0]; empty where each stays itself."
        );
        return fields.Record("horizontal_flip", "Left-right mirror.", r => new(r.Get(probability), r.Get(labels)));
    }

    private static RecordType<AugmentationConfig.RandomCrop> RandomCrop()
    {
        var fields = new Fields<AugmentationConfig.RandomCrop>();
        var padding = fields.Required("padding", Types.Integer(1, 512), c => c.Padding, "Pixels added on each side.");
        var mode = fields.Optional(
            "mode",
            Types.Word<PaddingMode>(),
            c => c.Mode,
            PaddingMode.Zero,
            "What stands in the added pixels."
        );
        return fields.Record(
            "random_crop",
            "Pad, then crop back at a random place.",
            r => new(r.Get(padding), r.Get(mode))
        );
    }

    private static RecordType<AugmentationConfig.RandomZoom> RandomZoom()
    {
        var fields = new Fields<AugmentationConfig.RandomZoom>();
        var height = fields.Required("height", Types.Share, c => c.Height, "Height is scaled by 1 ± so much.");
        var width = fields.Required("width", Types.Share, c => c.Width, "Width is scaled by 1 ± so much.");
        return fields.Record(
            "random_zoom",
            "Scale height and width independently (Keras' RandomZoom: reflected borders, bilinear).",
            r => new(r.Get(height), r.Get(width))
        );
    }
}
