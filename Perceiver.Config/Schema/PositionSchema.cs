namespace Perceiver.Config;

/// <summary>Settings of the position code.</summary>
internal static class PositionSchema
{
    public static readonly UnionType<PositionConfig> Type = new(
        "positions",
        "How an input says where it stands.",
        UnionCase<PositionConfig>.Of("fourier", Fourier()),
        UnionCase<PositionConfig>.Of("learned", Learned()),
        UnionCase<PositionConfig>.Of("sinusoidal", FixedPositionSchema.Sinusoidal()),
        UnionCase<PositionConfig>.Of("random", FixedPositionSchema.Random()),
        UnionCase<PositionConfig>.Of("none", None())
    );

    /// <summary>What a config means that does not say it. Points lie on no grid, which could give the resolution.</summary>
    public static PositionConfig Default(InputConfig? input) =>
        input switch
        {
            InputConfig.Tokens => new PositionConfig.Learned(
                PositionCombine.Add,
                null,
                null,
                InitSchema.TruncatedNormal
            ),
            InputConfig.Points => Bands([32]),
            InputConfig.Label or InputConfig.Modalities => new PositionConfig.None(),
            _ => Bands([]),
        };

    private static PositionConfig.Fourier Bands(EquatableArray<double> resolution) =>
        new(new(16, resolution, true, true, FourierOrder.PositionsFirst), PositionCombine.Concat, null);

    private static RecordType<PositionConfig.None> None() =>
        new Fields<PositionConfig.None>().Record("none", "No position code: the model sees a set.", _ => new());

    private static RecordType<PositionConfig.Learned> Learned()
    {
        var fields = new Fields<PositionConfig.Learned>();
        var combine = fields.Optional(
            "combine",
            Types.Word<PositionCombine>(),
            c => c.Combine,
            PositionCombine.Add,
            "Added to the inputs or concatenated after them."
        );
        var width = fields.Optional(
            "width",
            Ranges.OptionalWidth,
            c => c.Width,
            null,
            "Width of the table; null for the inputs' width."
        );
        var projection = fields.Optional(
            "projection",
            Ranges.OptionalWidth,
            c => c.Projection,
            null,
            "Width of a linear layer over the table; null for none."
        );
        var init = fields.Optional(
            "init",
            InitSchema.Type,
            c => c.Init,
            InitSchema.TruncatedNormal,
            "Initial values of the table."
        );
        return fields.Record(
            "learned",
            "A learned table.",
            r => new(r.Get(combine), r.Get(width), r.Get(projection), r.Get(init))
        );
    }

    private static RecordType<PositionConfig.Fourier> Fourier()
    {
        var fields = new Fields<PositionConfig.Fourier>();
        var code = FourierSchema.Declare(fields, c => c.Code);
        var combine = fields.Optional(
            "combine",
            Types.Word<PositionCombine>(),
            c => c.Combine,
            PositionCombine.Concat,
            "Added, after a linear layer to the inputs' width, or concatenated after them."
        );
        var projection = fields.Optional(
            "projection",
            Ranges.OptionalWidth,
            c => c.Projection,
            null,
            "Width of a linear layer over a concatenated code; null for none."
        );
        return fields.Record(
            "fourier",
            "Fourier features of the position (2103.03206, section 3.2).",
            r => new(code(r), r.Get(combine), r.Get(projection))
        );
    }
}
