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
        var attention = fields.Group("attention", AttentionSchema.Of(heads), c => c.Attention, "The attention.");
        var mlp = fields.Derived(
            "mlp",
            Types.GroupOrNull(MlpSchema.Type),
            c => c.Mlp,
            scope => MlpSchema.Type.Decode(YamlPrinter.Nothing, scope),
            "the defaults of its settings",
            "The MLP after it; null for none."
        );
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
}
