namespace Perceiver.Config;

/// <summary>Settings of the data.</summary>
internal static class DataSchema
{
    public static readonly RecordType<DataConfig> Type = Data();

    private static RecordType<DataConfig> Data()
    {
        var fields = new Fields<DataConfig>();
        var source = fields.Required("source", SourceSchema.Type, c => c.Source, "The data set.");
        var split = fields.Group("split", Split(), c => c.Split, "Which examples are for validation and testing.");
        var limit = fields.Optional(
            "limit",
            Ranges.OptionalCount,
            c => c.Limit,
            null,
            "Use only the first so many training examples; null for all."
        );
        var normalization = fields.Optional(
            "normalization",
            Types.Word<Normalization>(),
            c => c.Normalization,
            Normalization.Statistics,
            "What pixel values become: value / 255, (value - 127.5) / 127.5, or standardised over the training images."
        );
        var augmentation = fields.Optional(
            "augmentation",
            Types.List(AugmentationSchema.Type, 16),
            c => c.Augmentation,
            [],
            "Random changes of training examples, in this order."
        );
        var resize = fields.Optional(
            "resize",
            Types.Word<ResizeMethod>(),
            c => c.Resize,
            ResizeMethod.Auto,
            "How images are brought to the model's size; auto: files bilinear_antialiased, data sets bilinear."
        );
        return fields.Record(
            "data",
            "Where examples come from, how they are split and what is done to them.",
            r =>
                new(r.Get(source), r.Get(split), r.Get(limit), r.Get(normalization), r.Get(augmentation), r.Get(resize))
        );
    }

    private static RecordType<SplitConfig> Split()
    {
        var fields = new Fields<SplitConfig>();
        var validation = fields.Optional(
            "validation",
            Types.Share,
            c => c.Validation,
            0.1,
            "Share of the examples (of the training part, where the set ships a test part) for validation."
        );
        var test = fields.Optional(
            "test",
            Types.Share,
            c => c.Test,
            0,
            "Share for testing; 0 where the set ships a test part."
        );
        var method = fields.Optional(
            "method",
            Types.Word<SplitMethod>(),
            c => c.Method,
            SplitMethod.Random,
            "By a permutation drawn from the seed (by group where there are groups), or the last ones in file order."
        );
        var seed = fields.Optional("seed", Types.Long(0, long.MaxValue), c => c.Seed, 0, "Seed of a random split.");
        return fields.Record(
            "split",
            "How examples are divided.",
            r => new(r.Get(validation), r.Get(test), r.Get(method), r.Get(seed))
        );
    }
}
