namespace Perceiver.Config;

/// <summary>Settings of the decoder.</summary>
internal static class DecoderSchema
{
    private static readonly RecordType<HeadConfig> HeadType = Head();

    public static readonly UnionType<DecoderConfig> Type = new(
        "decoder",
        "From the latents to the logits.",
        UnionCase<DecoderConfig>.Of("mean_pool", MeanPool()),
        UnionCase<DecoderConfig>.Of("query", Query())
    );

    public static readonly DecoderConfig Default = new DecoderConfig.MeanPool(true, new([], Activation.Gelu, 0));

    private static RecordType<HeadConfig> Head()
    {
        var fields = new Fields<HeadConfig>();
        var hidden = fields.Optional(
            "hidden",
            Types.List(Ranges.Width, 16),
            c => c.Hidden,
            [],
            "Widths of hidden layers before the logits."
        );
        var activation = fields.Optional(
            "activation",
            Types.Word<Activation>(),
            c => c.Activation,
            Activation.Gelu,
            "Activation after each hidden layer."
        );
        var dropout = fields.Optional(
            "logit_dropout",
            Types.Share,
            c => c.LogitDropout,
            0,
            "Dropout on the logits themselves (the Keras example has 0.2)."
        );
        return fields.Record(
            "head",
            "The classifier head.",
            r => new(r.Get(hidden), r.Get(activation), r.Get(dropout))
        );
    }

    private static RecordType<DecoderConfig.MeanPool> MeanPool()
    {
        var fields = new Fields<DecoderConfig.MeanPool>();
        var norm = fields.Optional("norm", Types.Boolean, c => c.Norm, true, "Whether a norm follows the mean.");
        var head = fields.Group("head", HeadType, c => c.Head, "The classifier head.");
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
        var cross = fields.Group(
            "cross_attend",
            BlockSchema.CrossAttend,
            c => c.CrossAttend,
            "The block that attends to the latents."
        );
        var head = fields.Group("head", HeadType, c => c.Head, "The classifier head.");
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
}
