namespace Perceiver.Config;

/// <summary>From latents to the task's output.</summary>
public abstract record DecoderConfig
{
    private DecoderConfig() { }

    /// <summary>Mean over the latents, an optional norm, then a classifier head.</summary>
    public sealed record MeanPool(bool Norm, HeadConfig Head) : DecoderConfig;

    /// <summary>One learned query cross-attends to the latents (Perceiver IO), then a classifier head.</summary>
    /// <param name="Width">Width of the query.</param>
    /// <param name="Init">Initial values of the query.</param>
    /// <param name="CrossAttend">The block that attends.</param>
    /// <param name="Head">The classifier head.</param>
    public sealed record Query(int Width, InitConfig Init, BlockConfig CrossAttend, HeadConfig Head) : DecoderConfig;

    /// <summary>An array of queries cross-attends to the latents: one output for each (2107.14795, section 3.2).</summary>
    /// <param name="Array">The queries, <c>[queries, width]</c>.</param>
    /// <param name="CrossAttend">The block that attends.</param>
    /// <param name="Output">From an answered query to the output.</param>
    /// <param name="Rescale">Outputs are divided by it (optical flow: 100).</param>
    public sealed record Queries(QueryConfig Array, BlockConfig CrossAttend, OutputConfig Output, double Rescale)
        : DecoderConfig;

    /// <summary>Each latent gives an output by itself (Perceiver AR).</summary>
    public sealed record Latents(OutputConfig Output) : DecoderConfig;

    /// <summary>
    /// Queries of several modalities, padded to a common width with learned values, cross-attend together; then each
    /// modality has a linear layer of its own (2107.14795, section 4.4).
    /// </summary>
    /// <param name="Parts">The modalities, in the order of their queries.</param>
    /// <param name="MinPadding">Learned values that even the widest queries are given.</param>
    /// <param name="Init">Initial values of the paddings.</param>
    /// <param name="CrossAttend">The block that attends.</param>
    /// <param name="Width">Width that one linear layer for all brings the answers to.</param>
    public sealed record Modalities(
        EquatableArray<ModalityOutputConfig> Parts,
        int MinPadding,
        InitConfig Init,
        BlockConfig CrossAttend,
        int Width
    ) : DecoderConfig;
}

/// <summary>The queries and outputs of one modality.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="Queries">Its queries.</param>
/// <param name="Outputs">How many numbers each query gives.</param>
/// <param name="Weight">What its loss is multiplied by before the modalities' losses are added.</param>
public sealed record ModalityOutputConfig(string Name, QueryConfig Queries, int Outputs, double Weight = 1);

/// <summary>What a decoder asks with.</summary>
public abstract record QueryConfig
{
    private QueryConfig() { }

    /// <summary>A learned table <c>[count, width]</c>.</summary>
    public sealed record Learned(int Count, int Width, InitConfig Init) : QueryConfig;

    /// <summary>Fourier features of places on a grid; their width follows from bands and axes.</summary>
    /// <param name="Grid">Places along each axis.</param>
    /// <param name="Code">Bands, resolutions and order of the features.</param>
    /// <param name="Projection">Width of a linear layer over the features, if any.</param>
    /// <param name="Subsample">How many of the places each batch asks for, drawn anew; null for all (2107.14795).</param>
    public sealed record Fourier(EquatableArray<int> Grid, FourierConfig Code, int? Projection, int? Subsample = null)
        : QueryConfig;

    /// <summary>The inputs as the encoder sees them, one query for each (optical flow; lucidrains' language model).</summary>
    public sealed record Inputs : QueryConfig;

    /// <summary>They come with each batch, <c>[queries, width]</c> (lucidrains' Perceiver IO).</summary>
    public sealed record Given(int Count, int Width) : QueryConfig;
}

/// <summary>From a vector to an output.</summary>
public abstract record OutputConfig
{
    private OutputConfig() { }

    /// <summary>Linear layers.</summary>
    public sealed record Projected(HeadConfig Head) : OutputConfig;

    /// <summary>Scores against the rows of the input's embedding, with a bias for each token or without.</summary>
    public sealed record Tied(bool Bias) : OutputConfig;

    /// <summary>The vector itself.</summary>
    public sealed record None : OutputConfig;
}

/// <summary>Linear layers to the logits: hidden layers with an activation, then the output layer.</summary>
/// <param name="Hidden">Widths of the hidden layers; may be empty.</param>
/// <param name="Activation">Activation after each hidden layer.</param>
/// <param name="LogitDropout">Dropout on the logits themselves, in [0, 1) (the Keras example: 0.2).</param>
/// <param name="OutputInit">Initial weights of the output layer; null for those of every linear layer.</param>
public sealed record HeadConfig(
    EquatableArray<int> Hidden,
    Activation Activation,
    double LogitDropout,
    InitConfig? OutputInit
);
