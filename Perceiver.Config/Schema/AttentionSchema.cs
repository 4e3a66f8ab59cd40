namespace Perceiver.Config;

/// <summary>Settings of an attention.</summary>
internal static class AttentionSchema
{
    /// <summary>An attention with the usual number of heads of its kind.</summary>
    public static RecordType<AttentionConfig> Of(int heads)
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
            "Scores times 1 / sqrt(width of a head), times a learned scalar that starts at 1, or as they are."
        );
        var bias = fields.Optional(
            "bias",
            Types.Boolean,
            c => c.Bias,
            true,
            "Whether the layers of queries, keys and values have biases."
        );
        var output = fields.Optional(
            "output_projection",
            Types.Boolean,
            c => c.OutputProjection,
            true,
            "Whether a linear layer follows."
        );
        var outputBias = fields.Optional(
            "output_bias",
            Types.Boolean,
            c => c.OutputBias,
            true,
            "Whether that layer has a bias."
        );
        var dropout = fields.Optional(
            "dropout",
            Types.Share,
            c => c.Dropout,
            0,
            "Dropout on the attention probabilities."
        );
        var outputDropout = fields.Optional(
            "output_dropout",
            Types.Share,
            c => c.OutputDropout,
            0,
            "Dropout on the output, before the residual is added."
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
            r =>
                new(
                    r.Get(headsField),
                    r.Get(qk),
                    r.Get(v),
                    r.Get(scale),
                    r.Get(bias),
                    r.Get(output),
                    r.Get(outputBias),
                    r.Get(dropout),
                    r.Get(outputDropout),
                    r.Get(init)
                )
        );
    }
}
