namespace Perceiver.Config;

/// <summary>
/// Rotary position codes: pairs of channels of queries and keys are turned by angles that grow with the position, so that
/// scores depend on distances.
/// </summary>
public abstract record RotaryConfig
{
    private RotaryConfig() { }

    /// <summary>None.</summary>
    public sealed record None : RotaryConfig;

    /// <summary>Neighbouring channels are pairs; wavelengths are a geometric series.</summary>
    /// <param name="Share">Share of each head's channels that is turned, in (0, 1].</param>
    /// <param name="Layers">Self-attention blocks with the code, from the first; null for all. Cross-attends always have it.</param>
    /// <param name="MaxWavelength">The longest wavelength over 2π.</param>
    /// <param name="EndIncluded">
    /// Whether the series reaches the longest wavelength (google-research) or stops one short of it (krasserm, and most
    /// others).
    /// </param>
    public sealed record Interleaved(double Share, int? Layers, double MaxWavelength, bool EndIncluded) : RotaryConfig;
}
