namespace Perceiver.Config;

/// <summary>Settings of the decoder.</summary>
internal static class DecoderSchema
{
    public static readonly UnionType<DecoderConfig> Type = new(
        "decoder",
        "From the latents to the task's output.",
        UnionCase<DecoderConfig>.Of("mean_pool", MeanPool()),
        UnionCase<DecoderConfig>.Of("query", Query()),
        UnionCase<DecoderConfig>.Of("queries", Queries()),
        UnionCase<DecoderConfig>.Of("latents", Latents()),
        UnionCase<DecoderConfig>.Of("modalities", ModalityDecoderSchema.Type)
    );

    public static readonly DecoderConfig Default = new DecoderConfig.MeanPool(true, new([], Activation.Gelu, 0, null));

    private static RecordType<DecoderConfig.MeanPool> MeanPool()
    {
        var fields = new Fields<DecoderConfig.MeanPool>();
        var norm = fields.Optional("norm", Types.Boolean, c => c.Norm, true, "Whether a norm follows the mean.");
        var head = fields.Group("head", HeadSchema.Head, c => c.Head, "Linear layers to the output.");
        return fields.Record("mean_pool", "Mean over the latents.", r => new(r.Get(norm), r.Get(head)));
    }

    private static RecordType<DecoderConfig.Query> Query()
    {
        var fields = new Fields<DecoderConfig.Query>();
        var width = fields.Derived(
            "width",
            Ranges.Width,
            c => c.Width,
            scope => scope.QueryWidth,
            "width of the latents",
            "Width of the query."
        );
        var init = fields.Optional(
            "init",
            InitSchema.Type,
            c => c.Init,
            InitSchema.TruncatedNormal,
            "Initial values of the query."
        );
        var cross = CrossAttend(fields, c => c.CrossAttend);
        var head = fields.Group("head", HeadSchema.Head, c => c.Head, "Linear layers to the output.");
        return fields.Record(
            "query",
            "One learned query attends to the latents (Perceiver IO, 2107.14795).",
            r =>
            {
                var queryWidth = r.Get(width);
                return new(queryWidth, r.Get(init), r.Get(cross, queryWidth), r.Get(head));
            }
        );
    }

    private static RecordType<DecoderConfig.Queries> Queries()
    {
        var fields = new Fields<DecoderConfig.Queries>();
        var array = fields.Required("queries", QuerySchema.Type, c => c.Array, "What the decoder asks with.");
        var cross = CrossAttend(fields, c => c.CrossAttend);
        var output = Output(fields, c => c.Output);
        var rescale = fields.Optional(
            "rescale",
            Types.Number(0, 1e9, minExcluded: true),
            c => c.Rescale,
            1,
            "Outputs are divided by it (optical flow: 100)."
        );
        return fields.Record(
            "queries",
            "An array of queries attends to the latents: one output for each (2107.14795, section 3.2).",
            r =>
            {
                var queries = r.Get(array);
                var width = (int)Math.Min(QueryLayout.Of(queries, r.Scope.InputWidth).Width, int.MaxValue);
                return new(queries, r.Get(cross, width), r.Get(output), r.Get(rescale));
            }
        );
    }

    private static RecordType<DecoderConfig.Latents> Latents()
    {
        var fields = new Fields<DecoderConfig.Latents>();
        var output = Output(fields, c => c.Output);
        return fields.Record("latents", "Each latent gives an output by itself.", r => new(r.Get(output)));
    }

    /// <summary>The block that reads the latents.</summary>
    internal static Field<BlockConfig> CrossAttend<T>(Fields<T> fields, Func<T, BlockConfig> get) =>
        fields.Group("cross_attend", BlockSchema.CrossAttend, get, "The block that attends to the latents.");

    private static Field<OutputConfig> Output<T>(Fields<T> fields, Func<T, OutputConfig> get) =>
        fields.Optional("output", HeadSchema.Output, get, HeadSchema.DefaultOutput, "From an answer to the output.");
}
