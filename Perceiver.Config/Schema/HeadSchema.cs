namespace Perceiver.Config;

/// <summary>Settings of a head, and of the other ways from a vector to an output.</summary>
internal static class HeadSchema
{
    public static readonly RecordType<HeadConfig> Head = Layers();

    public static readonly UnionType<OutputConfig> Output = new(
        "output",
        "From a vector to an output.",
        new UnionCase<OutputConfig>(
            "head",
            "Linear layers.",
            Head.Infos,
            value => value is OutputConfig.Projected,
            (mapping, scope) =>
                new OutputConfig.Projected(Head.Decode(mapping, scope, UnionType<OutputConfig>.KindKey)),
            value => Head.Encode(((OutputConfig.Projected)value).Head)
        ),
        UnionCase<OutputConfig>.Of("tied", Tied()),
        UnionCase<OutputConfig>.Of(
            "none",
            new Fields<OutputConfig.None>().Record("none", "The vector itself.", _ => new())
        )
    );

    public static readonly OutputConfig DefaultOutput = new OutputConfig.Projected(new([], Activation.Gelu, 0, null));

    private static RecordType<HeadConfig> Layers()
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
        var init = fields.Optional(
            "output_init",
            Types.GroupOrNull(InitSchema.Type),
            c => c.OutputInit,
            null,
            "Initial weights of the last layer; null for those of every linear layer (DeepMind: zeros)."
        );
        return fields.Record(
            "head",
            "Linear layers to the logits.",
            r => new(r.Get(hidden), r.Get(activation), r.Get(dropout), r.Get(init))
        );
    }

    private static RecordType<OutputConfig.Tied> Tied()
    {
        var fields = new Fields<OutputConfig.Tied>();
        var bias = fields.Optional("bias", Types.Boolean, c => c.Bias, true, "Whether each token has a bias.");
        return fields.Record("tied", "Scores against the rows of the input's embedding.", r => new(r.Get(bias)));
    }
}
