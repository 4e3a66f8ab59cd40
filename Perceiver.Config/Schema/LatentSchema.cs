namespace Perceiver.Config;

/// <summary>Settings of the latents.</summary>
internal static class LatentSchema
{
    public static readonly RecordType<LatentConfig> Type = Latents();

    private static RecordType<LatentConfig> Latents()
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
        var source = fields.Optional(
            "source",
            Source(),
            c => c.Source,
            new LatentSource.Learned(),
            "Where the latents come from."
        );
        return fields.Record(
            "latents",
            "The latent array.",
            r => new(r.Get(count), r.Get(width), r.Get(init), r.Get(source))
        );
    }

    private static UnionType<LatentSource> Source() =>
        new(
            "source",
            "Where the latents come from.",
            UnionCase<LatentSource>.Of(
                "learned",
                new Fields<LatentSource.Learned>().Record("learned", "They are learned.", _ => new())
            ),
            UnionCase<LatentSource>.Of("last_inputs", LastInputs())
        );

    private static RecordType<LatentSource.LastInputs> LastInputs()
    {
        var fields = new Fields<LatentSource.LastInputs>();
        var projection = fields.Optional(
            "projection",
            Types.Boolean,
            c => c.Projection,
            false,
            "Whether a linear layer brings them to the latents' width."
        );
        var memory = fields.Optional(
            "memory",
            Types.Word<LatentMemory>(),
            c => c.Memory,
            LatentMemory.PrefixAndLatents,
            "What the cross-attend reads: all inputs, or those before the latents and the latents through their own norm."
        );
        var hide = fields.Optional(
            "hide_padding",
            Types.Word<HidePadding>(),
            c => c.HidePadding,
            HidePadding.Everywhere,
            "Where latents that are a text's padding are hidden: from all attentions, or only from the cross-attend."
        );
        return fields.Record(
            "last_inputs",
            "They are the last inputs, one latent for each (Perceiver AR, 2202.07765).",
            r => new(r.Get(projection), r.Get(memory), r.Get(hide))
        );
    }
}
