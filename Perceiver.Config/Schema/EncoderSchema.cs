namespace Perceiver.Config;

/// <summary>Settings of the encoder.</summary>
internal static class EncoderSchema
{
    public static readonly RecordType<EncoderConfig> Type = Stages();

    private static RecordType<EncoderConfig> Stages()
    {
        var fields = new Fields<EncoderConfig>();
        var stages = fields.Optional("stages", Types.Integer(1, 64), c => c.Stages, 1, "How many stages.");
        var attends = fields.Optional(
            "attending_stages",
            Types.OrNull(Types.Integer(1, 64)),
            c => c.AttendingStages,
            null,
            "How many of the stages, from the first, begin with a cross-attend; null for all."
        );
        var blocks = fields.Required(
            "blocks",
            Types.Integer(0, 128),
            c => c.Blocks,
            "Self-attention blocks of a tower."
        );
        var repeats = fields.Optional(
            "repeats",
            Types.Integer(1, 128),
            c => c.Repeats,
            1,
            "How often a stage's tower is applied, with the same weights."
        );
        var sharing = fields.Optional(
            "sharing",
            Types.Word<WeightSharing>(),
            c => c.Sharing,
            WeightSharing.None,
            "Which stages use the same weights."
        );
        var cross = fields.Group(
            "cross_attend",
            BlockSchema.CrossAttend,
            c => c.CrossAttend,
            "The cross-attend block."
        );
        var self = fields.Group("self_attend", BlockSchema.SelfAttend, c => c.SelfAttend, "The self-attention block.");
        var inverted = fields.Optional(
            "inverted",
            Types.List(Types.Boolean, 64),
            c => c.Inverted,
            [],
            "For each stage whether its cross-attend's softmax runs over the latents; empty for none (lucidrains)."
        );
        var causal = fields.Optional(
            "causal",
            Types.Boolean,
            c => c.Causal,
            false,
            "Whether a latent sees only inputs and latents up to its own place."
        );
        var rotary = fields.Optional(
            "rotary",
            RotarySchema.Type,
            c => c.Rotary,
            new RotaryConfig.None(),
            "Rotary position codes of queries and keys."
        );
        var dropout = fields.Optional(
            "input_dropout",
            Types.Share,
            c => c.InputDropout,
            0,
            "Share of the inputs (in an autoregressive model: of those before the latents) left out in training."
        );
        var empty = fields.Optional(
            "empty_rows",
            Types.Word<EmptyRows>(),
            c => c.EmptyRows,
            EmptyRows.Uniform,
            "What a latent reads where every input is masked: the mean of all values, or zeros (DeepMind)."
        );
        var norm = fields.Optional(
            "final_norm",
            Types.Boolean,
            c => c.FinalNorm,
            false,
            "Whether a norm follows the last stage."
        );
        var latentDropout = fields.Optional(
            "latent_dropout",
            Types.Share,
            c => c.LatentDropout,
            0,
            "Share of the latents that no other latent sees in training (Perceiver AR)."
        );
        return fields.Record(
            "encoder",
            "Stages of a cross-attend and a tower of latent Transformer blocks.",
            r =>
                new(
                    r.Get(stages),
                    r.Get(attends),
                    r.Get(blocks),
                    r.Get(repeats),
                    r.Get(sharing),
                    r.Get(cross),
                    r.Get(self),
                    r.Get(inverted),
                    r.Get(causal),
                    r.Get(rotary),
                    r.Get(dropout),
                    r.Get(empty),
                    r.Get(norm),
                    r.Get(latentDropout)
                )
        );
    }
}
