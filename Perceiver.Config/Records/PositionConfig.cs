namespace Perceiver.Config;

/// <summary>How an input says where it stands.</summary>
public abstract record PositionConfig
{
    private PositionConfig() { }

    /// <summary>No position code: the model sees a set.</summary>
    public sealed record None : PositionConfig;

    /// <summary>A learned table <c>[inputs, width]</c>.</summary>
    /// <param name="Combine">Added to the inputs (then its width is theirs) or concatenated after them.</param>
    /// <param name="Width">Width of the table; null for the inputs' width.</param>
    /// <param name="Projection">Width of a linear layer over the table, if any.</param>
    /// <param name="Init">Initial values of the table.</param>
    public sealed record Learned(PositionCombine Combine, int? Width, int? Projection, InitConfig Init)
        : PositionConfig;

    /// <summary>
    /// Fourier features of the position in [-1, 1] per axis (2103.03206, section 3.2); frequencies are
    /// linspace(1, resolution / 2, bands).
    /// </summary>
    /// <param name="Code">Bands, resolutions and order of the features.</param>
    /// <param name="Combine">Added (after a linear layer to the inputs' width) or concatenated after the inputs.</param>
    /// <param name="Projection">Width of a linear layer over a concatenated code, if any.</param>
    public sealed record Fourier(FourierConfig Code, PositionCombine Combine, int? Projection) : PositionConfig;

    /// <summary>A fixed table of sines, then cosines of the place's number (google-research's Perceiver AR).</summary>
    /// <param name="Combine">Added to the inputs (then its width is theirs) or concatenated after them.</param>
    /// <param name="Width">Width of the table; null for the inputs' width.</param>
    /// <param name="MaxWavelength">The longest wavelength over 2π; the shortest is 1.</param>
    public sealed record Sinusoidal(PositionCombine Combine, int? Width, double MaxWavelength) : PositionConfig;

    /// <summary>A table of normally distributed numbers that is not trained (google-research's Perceiver AR).</summary>
    /// <param name="Combine">Added to the inputs (then its width is theirs) or concatenated after them.</param>
    /// <param name="Width">Width of the table; null for the inputs' width.</param>
    /// <param name="Scale">Standard deviation of its numbers.</param>
    public sealed record Random(PositionCombine Combine, int? Width, double Scale) : PositionConfig;
}

/// <summary>Fourier features of a position.</summary>
/// <param name="Bands">Frequencies per axis.</param>
/// <param name="MaxResolution">
/// Highest resolution per axis (lucidrains: max_freq); one number counts for all axes, none means the number of inputs
/// along each.
/// </param>
/// <param name="IncludePositions">Whether the raw positions are among the features.</param>
/// <param name="Cosines">Whether there are cosines besides the sines.</param>
/// <param name="Order">In which order the features stand.</param>
public sealed record FourierConfig(
    int Bands,
    EquatableArray<double> MaxResolution,
    bool IncludePositions,
    bool Cosines,
    FourierOrder Order
);

/// <summary>The order of Fourier features.</summary>
public enum FourierOrder
{
    /// <summary>Positions, all sines (axis-major, band-minor), all cosines (the paper's code, Hugging Face, krasserm).</summary>
    PositionsFirst,

    /// <summary>Axis by axis: sines, cosines, position (lucidrains).</summary>
    ByAxis,
}

/// <summary>How a position code joins the input.</summary>
public enum PositionCombine
{
    /// <summary>Added; widths must agree.</summary>
    Add,

    /// <summary>Concatenated after the input's channels.</summary>
    Concat,
}
