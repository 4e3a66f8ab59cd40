namespace Perceiver.Config;

/// <summary>Settings of the latents and of the encoder.</summary>
internal static class EncoderSchema
{
    public static readonly RecordType<LatentConfig> Latents = LatentArray();

    public static readonly RecordType<EncoderConfig> Encoder = Stages();

    private static RecordType<LatentConfig> LatentArray()
    {
        var fields = new Fields<LatentConfig>();
        var count = fields.Required(
            "count",
            Types.Integer(1, 65_536),
            c => c.Count,
            "Number of latents: the length of the bottleneck."
        );
        var width = fields.Required("width", Ranges.Width, c => c.Width, "Channels of each latent.");
        var init = fields.Optional("init", InitSchema.Type, c => c.Init, InitSchema.TruncatedNormal, "Initial values.");
        return fields.Record("latents", "The learned latent array.", r => new(r.Get(count), r.Get(width), r.Get(init)));
    }

    private static RecordType<EncoderConfig> Stages()
    {
        var fields = new Fields<EncoderConfig>();
        var stages = fields.Optional(
            "stages",
            Types.Integer(1, 64),
            c => c.Stages,
            1,
            "How often the inputs are attended to."
        );
        var blocks = fields.Required(
            "blocks",
            Types.Integer(0, 128),
            c => c.Blocks,
            "Self-attention blocks after each cross-attend."
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
        return fields.Record(
            "encoder",
            "Stages of a cross-attend and a tower of latent Transformer blocks.",
            r => new(r.Get(stages), r.Get(blocks), r.Get(sharing), r.Get(cross), r.Get(self))
        );
    }
}
