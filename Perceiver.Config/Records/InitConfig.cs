namespace Perceiver.Config;

/// <summary>How a parameter's first values are drawn.</summary>
/// <param name="Kind">The distribution.</param>
/// <param name="Scale">Standard deviation (normal kinds) or limit (uniform); unused by the fan-based kinds.</param>
public sealed record InitConfig(InitKind Kind, double Scale);

/// <summary>The distributions of <see cref="InitConfig"/>.</summary>
public enum InitKind
{
    /// <summary>All zeros.</summary>
    Zeros,

    /// <summary>All ones.</summary>
    Ones,

    /// <summary>Normal with standard deviation <see cref="InitConfig.Scale"/>.</summary>
    Normal,

    /// <summary>Normal, redrawn outside two standard deviations (the paper's latents: 0.02).</summary>
    TruncatedNormal,

    /// <summary>Uniform in ±<see cref="InitConfig.Scale"/>.</summary>
    Uniform,

    /// <summary>Uniform in ±sqrt(6 / (fan in + fan out)).</summary>
    GlorotUniform,

    /// <summary>Truncated normal with variance 1 / fan in.</summary>
    LecunNormal,
}
