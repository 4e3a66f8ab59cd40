namespace Perceiver.Config;

/// <summary>Settings of an MLP.</summary>
internal static class MlpSchema
{
    public static readonly RecordType<MlpConfig> Type = Mlp();

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
        var gated = fields.Optional(
            "gated",
            Types.Boolean,
            c => c.Gated,
            false,
            "Whether the first layer is twice as wide and its activated second half multiplies its first (GEGLU)."
        );
        var bias = fields.Optional("bias", Types.Boolean, c => c.Bias, true, "Whether the two layers have biases.");
        var dropout = fields.Optional("dropout", Types.Share, c => c.Dropout, 0, "Dropout after the second layer.");
        return fields.Record(
            "mlp",
            "Two linear layers.",
            r => new(r.Get(widening), r.Get(activation), r.Get(gated), r.Get(bias), r.Get(dropout))
        );
    }
}
