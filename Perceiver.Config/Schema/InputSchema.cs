namespace Perceiver.Config;

/// <summary>Settings of the raw input and of the preprocessor.</summary>
internal static class InputSchema
{
    public static readonly UnionType<InputConfig> Input = new(
        "input",
        "What is fed to the model.",
        UnionCase<InputConfig>.Of("image", Image())
    );

    public static readonly UnionType<PreprocessorConfig> Preprocessor = new(
        "preprocessor",
        "How the raw input becomes an array of inputs.",
        UnionCase<PreprocessorConfig>.Of("pixels", Pixels()),
        UnionCase<PreprocessorConfig>.Of("patches", Patches())
    );

    private static RecordType<InputConfig.Image> Image()
    {
        var fields = new Fields<InputConfig.Image>();
        var height = fields.Required(
            "height",
            Types.Integer(1, 4096),
            c => c.Height,
            "Rows of pixels; other images are resized."
        );
        var width = fields.Required("width", Types.Integer(1, 4096), c => c.Width, "Columns of pixels.");
        var channels = fields.Required("channels", Types.Integer(1, 4), c => c.Channels, "1 for grey, 3 for RGB.");
        return fields.Record("image", "An image.", r => new(r.Get(height), r.Get(width), r.Get(channels)));
    }

    private static RecordType<PreprocessorConfig.Pixels> Pixels()
    {
        var fields = new Fields<PreprocessorConfig.Pixels>();
        var width = fields.Optional(
            "width",
            Ranges.OptionalWidth,
            c => c.Width,
            null,
            "Width of a linear layer over each pixel; null for none."
        );
        return fields.Record("pixels", "Each pixel is one input.", r => new(r.Get(width)));
    }

    private static RecordType<PreprocessorConfig.Patches> Patches()
    {
        var fields = new Fields<PreprocessorConfig.Patches>();
        var size = fields.Required("size", Ranges.PatchSide, c => c.Size, "Side of a patch in pixels.");
        var stride = fields.Derived(
            "stride",
            Types.OrNull(Ranges.PatchSide),
            c => c.Stride,
            _ => null,
            "the size",
            "Distance between patches in pixels."
        );
        var padding = fields.Optional(
            "padding",
            Types.Integer(0, 512),
            c => c.Padding,
            0,
            "Zeros added on each side of the image, in pixels."
        );
        var width = fields.Optional(
            "width",
            Ranges.OptionalWidth,
            c => c.Width,
            null,
            "Width of a linear layer over each patch; null for raw values."
        );
        return fields.Record(
            "patches",
            "Square patches, row-major; their values in the order row, column, channel.",
            r => new(r.Get(size), r.Get(stride) ?? r.Get(size), r.Get(padding), r.Get(width))
        );
    }
}
