namespace Perceiver.Config;

/// <summary>Settings of arrays of queries.</summary>
internal static class QuerySchema
{
    public static readonly UnionType<QueryConfig> Type = new(
        "queries",
        "What a decoder asks with.",
        UnionCase<QueryConfig>.Of("learned", Learned()),
        UnionCase<QueryConfig>.Of("fourier", Fourier()),
        UnionCase<QueryConfig>.Of(
            "inputs",
            new Fields<QueryConfig.Inputs>().Record("inputs", "The inputs as the encoder sees them.", _ => new())
        ),
        UnionCase<QueryConfig>.Of("given", Given())
    );

    private static RecordType<QueryConfig.Learned> Learned()
    {
        var fields = new Fields<QueryConfig.Learned>();
        var count = fields.Required("count", Ranges.Elements, c => c.Count, "How many queries.");
        var width = Width(fields, c => c.Width);
        var init = fields.Optional("init", InitSchema.Type, c => c.Init, InitSchema.TruncatedNormal, "Initial values.");
        return fields.Record("learned", "A learned table.", r => new(r.Get(count), r.Get(width), r.Get(init)));
    }

    private static RecordType<QueryConfig.Fourier> Fourier()
    {
        var fields = new Fields<QueryConfig.Fourier>();
        var grid = fields.Required("grid", Types.List(Ranges.Elements, 8, 1), c => c.Grid, "Places along each axis.");
        var code = FourierSchema.Declare(fields, c => c.Code);
        var projection = fields.Optional(
            "projection",
            Ranges.OptionalWidth,
            c => c.Projection,
            null,
            "Width of a linear layer over the features; null for none."
        );
        var subsample = fields.Optional(
            "subsample",
            Types.OrNull(Ranges.Elements),
            c => c.Subsample,
            null,
            "How many of the places each training batch asks for, drawn anew; null for all (2107.14795, section 4.4)."
        );
        return fields.Record(
            "fourier",
            "Fourier features of places on a grid.",
            r => new(r.Get(grid), code(r), r.Get(projection), r.Get(subsample))
        );
    }

    private static RecordType<QueryConfig.Given> Given()
    {
        var fields = new Fields<QueryConfig.Given>();
        var count = fields.Required("count", Ranges.Elements, c => c.Count, "How many queries.");
        var width = Width(fields, c => c.Width);
        return fields.Record("given", "Queries that come with each batch.", r => new(r.Get(count), r.Get(width)));
    }

    private static Field<int> Width<T>(Fields<T> fields, Func<T, int> get) =>
        fields.Derived(
            "width",
            Ranges.Width,
            get,
            scope => scope.QueryWidth,
            "width of the latents",
            "Channels of each query."
        );
}
