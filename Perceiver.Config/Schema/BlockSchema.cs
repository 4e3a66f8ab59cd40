namespace Perceiver.Config;

/// <summary>Settings of an attention block. A cross-attend and a self-attend differ in their usual number of heads.</summary>
internal static class BlockSchema
{
    /// <summary>One head, as the paper's cross-attends have.</summary>
    public static readonly RecordType<BlockConfig> CrossAttend = Block(
        "cross_attend",
        "A cross-attend and its MLP.",
        heads: 1
    );

    /// <summary>Eight heads, as the paper's latent Transformers have.</summary>
    public static readonly RecordType<BlockConfig> SelfAttend = Block(
        "self_attend",
        "A self-attention block of the latent Transformer.",
        heads: 8
    );

    private static RecordType<BlockConfig> Block(string name, string doc, int heads)
    {
        var fields = new Fields<BlockConfig>();
        var attention = fields.Group("attention", Attention(heads), c => c.Attention, "The attention.");
        var mlp = fields.Group("mlp", Mlp(), c => c.Mlp, "The MLP after it.");
        var norms = fields.Optional(
            "norms",
            Types.Word<NormPlacement>(),
            c => c.Norms,
            NormPlacement.Pre,
            "Norms before attention and MLP, or also after the attention (Keras)."
        );
        var residual = fields.Optional(
            "attention_residual",
            Types.Word<AttentionResidual>(),
            c => c.AttentionResidual,
            AttentionResidual.Query,
            "What is added to the attention's output."
        );
        var mlpResidual = fields.Optional(
            "mlp_residual",
            Types.Boolean,
            c => c.MlpResidual,
            true,
            "Whether the MLP's input is added to its output."
        );
        return fields.Record(
            name,
            doc,
            r => new(r.Get(attention), r.Get(mlp), r.Get(norms), r.Get(residual), r.Get(mlpResidual))
        );
    }

    private static RecordType<AttentionConfig> Attention(int heads)
    {
        var fields = new Fields<AttentionConfig>();
        var headsField = fields.Optional(
            "heads",
            Types.Integer(1, 1024),
            c => c.Heads,
            heads,
            "Number of heads; divides both widths."
        );
        var qk = fields.Derived(
            "qk_width",
            Ranges.Width,
            c => c.QkWidth,
            scope => scope.QueryWidth,
            "width of the queries' rows",
            "Width of queries and of keys over all heads."
        );
        var v = fields.Derived(
            "v_width",
            Ranges.Width,
            c => c.VWidth,
            scope => scope.QueryWidth,
            "width of the queries' rows",
            "Width of values over all heads."
        );
        var scale = fields.Optional(
            "scale",
            Types.Word<AttentionScale>(),
            c => c.Scale,
            AttentionScale.InverseSqrt,
            "Scores times 1 / sqrt(width of a head), or times a learned scalar that starts at 1."
        );
        var output = fields.Optional(
            "output_projection",
            Types.Boolean,
            c => c.OutputProjection,
            true,
            "Whether a linear layer follows."
        );
        var dropout = fields.Optional(
            "dropout",
            Types.Share,
            c => c.Dropout,
            0,
            "Dropout on the attention probabilities."
        );
        var init = fields.Optional(
            "init",
            Types.Word<AttentionInit>(),
            c => c.Init,
            AttentionInit.Linear,
            "First weights: as `linear_init` says, or Glorot uniform with the fans of Keras' MultiHeadAttention."
        );
        return fields.Record(
            "attention",
            "Multi-head attention.",
            r => new(r.Get(headsField), r.Get(qk), r.Get(v), r.Get(scale), r.Get(output), r.Get(dropout), r.Get(init))
        );
    }

    private static RecordType<MlpConfig> Mlp()
    {
        var fields = new Fields<MlpConfig>();
        var widening = fields.Optional(
            "widening",
            Types.Integer(1, 64),
            c => c.Widening,
            1,
            "Hidden width over input width."
        );
        var activation = fields.Optional(
            "activation",
            Types.Word<Activation>(),
            c => c.Activation,
            Activation.Gelu,
            "Activation between the two layers."
        );
        var dropout = fields.Optional("dropout", Types.Share, c => c.Dropout, 0, "Dropout after the second layer.");
        return fields.Record("mlp", "Two linear layers.", r => new(r.Get(widening), r.Get(activation), r.Get(dropout)));
    }
}
