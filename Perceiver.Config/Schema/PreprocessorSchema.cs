namespace Perceiver.Config;

/// <summary>Settings of the preprocessor.</summary>
internal static class PreprocessorSchema
{
    public static readonly UnionType<PreprocessorConfig> Type = new(
        "preprocessor",
        "How the raw input becomes an array of inputs.",
        UnionCase<PreprocessorConfig>.Of("pixels", Pixels()),
        UnionCase<PreprocessorConfig>.Of("patches", Patches()),
        UnionCase<PreprocessorConfig>.Of("conv", Conv()),
        UnionCase<PreprocessorConfig>.Of("embedding", Embedding()),
        UnionCase<PreprocessorConfig>.Of("one_hot", OneHot()),
        UnionCase<PreprocessorConfig>.Of("audio_patches", AudioPatches()),
        UnionCase<PreprocessorConfig>.Of("points", Points()),
        UnionCase<PreprocessorConfig>.Of("none", None())
    );

    /// <summary>What a config means that does not say it.</summary>
    public static PreprocessorConfig Default(InputConfig? input, int latentWidth) =>
        input switch
        {
            InputConfig.Tokens => new PreprocessorConfig.Embedding(latentWidth, InitSchema.TruncatedNormal),
            InputConfig.Audio => new PreprocessorConfig.AudioPatches(16, null),
            InputConfig.Points => new PreprocessorConfig.Points(true, null),
            InputConfig.Label => new PreprocessorConfig.OneHot(null),
            InputConfig.Modalities => new PreprocessorConfig.None(),
            _ => new PreprocessorConfig.Pixels(1, null),
        };

    private static RecordType<PreprocessorConfig.None> None() =>
        new Fields<PreprocessorConfig.None>().Record(
            "none",
            "Nothing: each of several inputs has its own.",
            _ => new()
        );

    private static RecordType<PreprocessorConfig.Pixels> Pixels()
    {
        var fields = new Fields<PreprocessorConfig.Pixels>();
        var stride = fields.Optional(
            "stride",
            Ranges.PatchSide,
            c => c.Stride,
            1,
            "Every so-many-th pixel of height and width is taken."
        );
        var width = Projection(fields, c => c.Width, "each pixel (a 1x1 convolution)");
        return fields.Record(
            "pixels",
            "Each pixel, or element of an array, is one input.",
            r => new(r.Get(stride), r.Get(width))
        );
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
        var frames = fields.Optional(
            "frames",
            Types.Integer(1, 64),
            c => c.Frames,
            1,
            "Frames of a video that one patch holds."
        );
        var width = Projection(fields, c => c.Width, "each patch");
        return fields.Record(
            "patches",
            "Square patches, row-major; their values in the order frame, row, column, channel.",
            r => new(r.Get(size), r.Get(stride) ?? r.Get(size), r.Get(padding), r.Get(frames), r.Get(width))
        );
    }

    private static RecordType<PreprocessorConfig.Conv> Conv()
    {
        var fields = new Fields<PreprocessorConfig.Conv>();
        var width = fields.Optional("width", Ranges.Width, c => c.Width, 64, "Channels of the convolutions.");
        var layers = fields.Optional("layers", Types.Integer(1, 4), c => c.Layers, 1, "How many.");
        var size = fields.Optional("size", Types.Integer(1, 15), c => c.Size, 7, "Side of the convolutions in pixels.");
        var stride = fields.Optional(
            "stride",
            Types.Integer(1, 4),
            c => c.Stride,
            2,
            "Distance between the places where a convolution is taken, in pixels."
        );
        var padding = fields.Optional(
            "padding",
            Types.Word<ConvPadding>(),
            c => c.Padding,
            ConvPadding.Same,
            "What stands around the image: as much as the strides divide it by (224 to 56), or half the size on each side of a "
                + "convolution and nothing around a pool (224 to 55)."
        );
        var norm = fields.Optional(
            "batch_norm",
            Types.Boolean,
            c => c.BatchNorm,
            true,
            "Whether a batch norm follows each convolution."
        );
        return fields.Record(
            "conv",
            "Layers of a convolution, batch norm, ReLU and a 3x3 max-pool with stride 2.",
            r => new(r.Get(width), r.Get(layers), r.Get(size), r.Get(stride), r.Get(padding), r.Get(norm))
        );
    }

    private static RecordType<PreprocessorConfig.Embedding> Embedding()
    {
        var fields = new Fields<PreprocessorConfig.Embedding>();
        var width = fields.Derived(
            "width",
            Ranges.Width,
            c => c.Width,
            scope => scope.QueryWidth,
            "width of the latents",
            "Width of the table."
        );
        var init = fields.Optional(
            "init",
            InitSchema.Type,
            c => c.Init,
            InitSchema.TruncatedNormal,
            "Initial values of the table."
        );
        return fields.Record(
            "embedding",
            "Each token is a row of a learned table.",
            r => new(r.Get(width), r.Get(init))
        );
    }

    private static RecordType<PreprocessorConfig.OneHot> OneHot()
    {
        var fields = new Fields<PreprocessorConfig.OneHot>();
        var width = Projection(fields, c => c.Width, "it");
        return fields.Record("one_hot", "Each token or label is a one among zeros.", r => new(r.Get(width)));
    }

    private static RecordType<PreprocessorConfig.AudioPatches> AudioPatches()
    {
        var fields = new Fields<PreprocessorConfig.AudioPatches>();
        var size = fields.Optional("size", Types.Integer(1, 65_536), c => c.Size, 16, "Samples of a piece.");
        var width = Projection(fields, c => c.Width, "each piece");
        return fields.Record("audio_patches", "Pieces of so many samples.", r => new(r.Get(size), r.Get(width)));
    }

    private static RecordType<PreprocessorConfig.Points> Points()
    {
        var fields = new Fields<PreprocessorConfig.Points>();
        var coordinates = fields.Optional(
            "coordinates",
            Types.Boolean,
            c => c.Coordinates,
            true,
            "Whether a point's coordinates are part of its content, before its features."
        );
        var width = Projection(fields, c => c.Width, "each point");
        return fields.Record("points", "Each point is one input.", r => new(r.Get(coordinates), r.Get(width)));
    }

    private static Field<int?> Projection<T>(Fields<T> fields, Func<T, int?> get, string over) =>
        fields.Optional(
            "width",
            Ranges.OptionalWidth,
            get,
            null,
            $"Width of a linear layer over {over}; null for none."
        );
}
