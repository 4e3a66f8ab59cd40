namespace Perceiver.Config;

/// <summary>Settings of the rotary position codes.</summary>
internal static class RotarySchema
{
    public static readonly UnionType<RotaryConfig> Type = new(
        "rotary",
        "Rotary position codes of queries and keys: scores then depend on distances.",
        UnionCase<RotaryConfig>.Of(
            "none",
            new Fields<RotaryConfig.None>().Record("none", "No rotary code.", _ => new())
        ),
        UnionCase<RotaryConfig>.Of("interleaved", Interleaved())
    );

    private static RecordType<RotaryConfig.Interleaved> Interleaved()
    {
        var fields = new Fields<RotaryConfig.Interleaved>();
        var share = fields.Optional(
            "share",
            Types.Number(0, 1, minExcluded: true),
            c => c.Share,
            0.5,
            "Share of each head's channels that is turned."
        );
        var layers = fields.Optional(
            "layers",
            Types.OrNull(Types.Integer(0, 1024)),
            c => c.Layers,
            null,
            "Self-attention blocks with the code, from the first; null for all. Cross-attends always have it."
        );
        var wavelength = fields.Optional(
            "max_wavelength",
            Types.Number(1, 1e9),
            c => c.MaxWavelength,
            10_000,
            "The longest wavelength over 2π."
        );
        var end = fields.Optional(
            "end_included",
            Types.Boolean,
            c => c.EndIncluded,
            false,
            "Whether the wavelengths reach the longest (google-research) or stop one short of it (krasserm)."
        );
        return fields.Record(
            "interleaved",
            "Neighbouring channels are pairs; wavelengths are a geometric series.",
            r => new(r.Get(share), r.Get(layers), r.Get(wavelength), r.Get(end))
        );
    }
}
