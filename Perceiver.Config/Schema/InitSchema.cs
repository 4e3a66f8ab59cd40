namespace Perceiver.Config;

/// <summary>The setting of an initial distribution.</summary>
internal static class InitSchema
{
    /// <summary>The paper's latents.</summary>
    public static readonly InitConfig TruncatedNormal = new(InitKind.TruncatedNormal, 0.02);

    public static readonly UnionType<InitConfig> Type = new(
        "init",
        "How a parameter's first values are drawn.",
        Scaled(InitKind.Normal, "Normal with standard deviation `scale`."),
        Scaled(InitKind.TruncatedNormal, "Normal with standard deviation `scale`, redrawn outside two of them."),
        Scaled(InitKind.Uniform, "Uniform in ±`scale`."),
        Bare(InitKind.GlorotUniform, "Uniform in ±sqrt(6 / (fan in + fan out))."),
        Bare(InitKind.LecunNormal, "Truncated normal with variance 1 / fan in."),
        Bare(InitKind.Zeros, "All zeros."),
        Bare(InitKind.Ones, "All ones.")
    );

    private static UnionCase<InitConfig> Scaled(InitKind kind, string doc)
    {
        var fields = new Fields<InitConfig>();
        var scale = fields.Required(
            "scale",
            Types.Number(0, 100, minExcluded: true),
            c => c.Scale,
            "Width of the distribution."
        );
        return Case(kind, fields.Record(Words.Snake(kind.ToString()), doc, r => new(kind, r.Get(scale))));
    }

    private static UnionCase<InitConfig> Bare(InitKind kind, string doc) =>
        Case(kind, new Fields<InitConfig>().Record(Words.Snake(kind.ToString()), doc, _ => new(kind, 0)));

    private static UnionCase<InitConfig> Case(InitKind kind, RecordType<InitConfig> type) =>
        new(
            Words.Snake(kind.ToString()),
            type.Doc,
            type.Infos,
            value => value.Kind == kind,
            (mapping, scope) => type.Decode(mapping, scope, UnionType<InitConfig>.KindKey),
            type.Encode
        );
}
