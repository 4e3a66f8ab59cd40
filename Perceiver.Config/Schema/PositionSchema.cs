namespace Perceiver.Config;

/// <summary>Settings of the position code.</summary>
internal static class PositionSchema
{
    public static readonly PositionConfig Default = new PositionConfig.Fourier(
        16,
        null,
        true,
        PositionCombine.Concat,
        null
    );

    public static readonly UnionType<PositionConfig> Type = new(
        "positions",
        "How an input says where it stands.",
        UnionCase<PositionConfig>.Of("fourier", Fourier()),
        UnionCase<PositionConfig>.Of("learned", Learned()),
        UnionCase<PositionConfig>.Of("none", None())
    );

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
            "Width of a concatenated code; null where it is added."
        );
        var init = fields.Optional(
            "init",
            InitSchema.Type,
            c => c.Init,
            InitSchema.TruncatedNormal,
            "Initial values of the table."
        );
        return fields.Record("learned", "A learned table.", r => new(r.Get(combine), r.Get(width), r.Get(init)));
    }

    private static RecordType<PositionConfig.Fourier> Fourier()
    {
        var fields = new Fields<PositionConfig.Fourier>();
        var bands = fields.Required("bands", Types.Integer(1, 1024), c => c.Bands, "Frequencies per axis.");
        var resolution = fields.Optional(
            "max_resolution",
            Types.OrNull(Types.Number(1, 65_536)),
            c => c.MaxResolution,
            null,
            "Highest resolution; null for the number of inputs along each axis."
        );
        var positions = fields.Optional(
            "include_positions",
            Types.Boolean,
            c => c.IncludePositions,
            true,
            "Whether the raw positions come first."
        );
        var combine = fields.Optional(
            "combine",
            Types.Word<PositionCombine>(),
            c => c.Combine,
            PositionCombine.Concat,
            "Added, after a linear layer to the inputs' width, or concatenated after them."
        );
        var width = fields.Optional(
            "width",
            Ranges.OptionalWidth,
            c => c.Width,
            null,
            "Width of a linear layer over a concatenated code; null for none."
        );
        return fields.Record(
            "fourier",
            "Fourier features of the position (2103.03206, section 3.2).",
            r => new(r.Get(bands), r.Get(resolution), r.Get(positions), r.Get(combine), r.Get(width))
        );
    }
}
