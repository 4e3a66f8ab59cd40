namespace Perceiver.Config;

/// <summary>Settings of the augmentations that bend, colour, erase and mix.</summary>
internal static class ImageChangeSchema
{
    // Static fields are set in the order of the text, so these come first.
    private static readonly SettingType<double> Area = Types.Number(0, 1, minExcluded: true);
    private static readonly SettingType<double> Ratio = Types.Number(0.01, 100);
    private static readonly SettingType<double> Chance = Types.Number(0, 1);
    private static readonly SettingType<double> Alpha = Types.Number(0, 100, minExcluded: true);

    public static RecordType<AugmentationConfig.RandomResizedCrop> RandomResizedCrop()
    {
        var fields = new Fields<AugmentationConfig.RandomResizedCrop>();
        var least = fields.Optional("min_area", Area, c => c.MinArea, 0.08, "Smallest share of the area.");
        var most = fields.Optional("max_area", Area, c => c.MaxArea, 1, "Largest share of the area.");
        var narrow = fields.Optional("min_ratio", Ratio, c => c.MinRatio, 0.75, "Smallest ratio of width to height.");
        var wide = fields.Optional("max_ratio", Ratio, c => c.MaxRatio, 4.0 / 3, "Largest ratio of width to height.");
        return fields.Record(
            "random_resized_crop",
            "A box of a random area and ratio, resized to the whole image.",
            r => new(r.Get(least), r.Get(most), r.Get(narrow), r.Get(wide))
        );
    }

    public static RecordType<AugmentationConfig.Rotate> Rotate()
    {
        var fields = new Fields<AugmentationConfig.Rotate>();
        var degrees = fields.Required("degrees", Types.Number(0, 180), c => c.Degrees, "Turned by ± so much at most.");
        var mode = fields.Optional(
            "mode",
            Types.Word<PaddingMode>(),
            c => c.Mode,
            PaddingMode.Zero,
            "What comes into view at the corners."
        );
        return fields.Record("rotate", "Turn about the middle, bilinearly.", r => new(r.Get(degrees), r.Get(mode)));
    }

    public static RecordType<AugmentationConfig.ColorJitter> ColorJitter()
    {
        var fields = new Fields<AugmentationConfig.ColorJitter>();
        var brightness = fields.Optional("brightness", Chance, c => c.Brightness, 0, "Times 1 ± so much.");
        var contrast = fields.Optional("contrast", Chance, c => c.Contrast, 0, "Away from the mean by 1 ± so much.");
        var saturation = fields.Optional("saturation", Chance, c => c.Saturation, 0, "Away from grey by 1 ± so much.");
        var hue = fields.Optional("hue", Types.Number(0, 0.5), c => c.Hue, 0, "Turned by ± so much of the circle.");
        return fields.Record(
            "color_jitter",
            "Brightness, contrast, saturation and hue, in random order (torchvision's ColorJitter).",
            r => new(r.Get(brightness), r.Get(contrast), r.Get(saturation), r.Get(hue))
        );
    }

    public static RecordType<AugmentationConfig.RandAugment> RandAugment()
    {
        var fields = new Fields<AugmentationConfig.RandAugment>();
        var layers = fields.Optional("layers", Types.Integer(1, 16), c => c.Layers, 2, "Changes per image.");
        var magnitude = fields.Optional("magnitude", Types.Integer(0, 30), c => c.Magnitude, 9, "Their strength.");
        return fields.Record(
            "rand_augment",
            "Changes drawn from fourteen of shape, colour and tone (1909.13719, torchvision's strengths).",
            r => new(r.Get(layers), r.Get(magnitude))
        );
    }

    public static RecordType<AugmentationConfig.RandomErasing> RandomErasing()
    {
        var fields = new Fields<AugmentationConfig.RandomErasing>();
        var probability = fields.Optional("probability", Chance, c => c.Probability, 0.25, "How often.");
        var least = fields.Optional("min_area", Area, c => c.MinArea, 0.02, "Smallest share of the area.");
        var most = fields.Optional("max_area", Area, c => c.MaxArea, 1.0 / 3, "Largest share of the area.");
        return fields.Record(
            "random_erasing",
            "A box of a random area made black (1708.04896).",
            r => new(r.Get(probability), r.Get(least), r.Get(most))
        );
    }

    public static RecordType<AugmentationConfig.Mixup> Mixup()
    {
        var fields = new Fields<AugmentationConfig.Mixup>();
        var alpha = fields.Optional("alpha", Alpha, c => c.Alpha, 0.2, "The share is drawn from Beta(alpha, alpha).");
        var probability = fields.Optional("probability", Chance, c => c.Probability, 1, "How often.");
        return fields.Record(
            "mixup",
            "Blends with another training image, and the labels alike (1710.09412). Stands last.",
            r => new(r.Get(alpha), r.Get(probability))
        );
    }

    public static RecordType<AugmentationConfig.CutMix> CutMix()
    {
        var fields = new Fields<AugmentationConfig.CutMix>();
        var alpha = fields.Optional("alpha", Alpha, c => c.Alpha, 1, "The share is drawn from Beta(alpha, alpha).");
        var probability = fields.Optional("probability", Chance, c => c.Probability, 1, "How often.");
        return fields.Record(
            "cut_mix",
            "Puts a box of another training image in, and shares the label by area (1905.04899). Stands last.",
            r => new(r.Get(alpha), r.Get(probability))
        );
    }
}
