namespace Perceiver.Config;

/// <summary>Everything one file in <c>configs/</c> says: the model, what it is trained for, on what, and how.</summary>
public sealed record PerceiverConfig(ModelConfig Model, TaskConfig Task, DataConfig Data, TrainingConfig Training);

/// <summary>The model: what comes in, how it becomes a byte array, the latents, the encoder and the decoder.</summary>
/// <param name="Input">The raw input.</param>
/// <param name="Preprocessor">How the raw input becomes an array of inputs, <c>[inputs, channels]</c>.</param>
/// <param name="Positions">The position code of each input.</param>
/// <param name="Latents">The latent array.</param>
/// <param name="Encoder">Cross-attends and latent Transformers.</param>
/// <param name="Decoder">From latents to logits.</param>
/// <param name="NormEpsilon">Epsilon of every layer norm (1e-5; the Keras example has 1e-6).</param>
/// <param name="LinearInit">Initial weights of every linear layer; biases start at zero.</param>
public sealed record ModelConfig(
    InputConfig Input,
    PreprocessorConfig Preprocessor,
    PositionConfig Positions,
    LatentConfig Latents,
    EncoderConfig Encoder,
    DecoderConfig Decoder,
    double NormEpsilon,
    InitConfig LinearInit
);

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

/// <summary>What is fed to the model.</summary>
public abstract record InputConfig
{
    private InputConfig() { }

    /// <summary>An image, <c>[batch, height, width, channels]</c>.</summary>
    public sealed record Image(int Height, int Width, int Channels) : InputConfig;
}

/// <summary>How the raw input becomes an array of inputs.</summary>
public abstract record PreprocessorConfig
{
    private PreprocessorConfig() { }

    /// <summary>Each pixel is one input; with a <paramref name="Width"/> a linear layer brings it there.</summary>
    public sealed record Pixels(int? Width) : PreprocessorConfig;

    /// <summary>
    /// Square patches, their content in the order row, column, channel; row-major over the image. With a
    /// <paramref name="Width"/> a linear layer brings each patch there; without one the raw values are the inputs.
    /// </summary>
    /// <param name="Size">Side of a patch in pixels.</param>
    /// <param name="Stride">Distance between patches in pixels; equal to the size where patches do not overlap.</param>
    /// <param name="Padding">Zeros added on each side of the image, in pixels.</param>
    /// <param name="Width">Width of the linear layer, if any.</param>
    public sealed record Patches(int Size, int Stride, int Padding, int? Width) : PreprocessorConfig;
}

/// <summary>How an input says where it stands.</summary>
public abstract record PositionConfig
{
    private PositionConfig() { }

    /// <summary>No position code: the model sees a set.</summary>
    public sealed record None : PositionConfig;

    /// <summary>A learned table <c>[inputs, width]</c>.</summary>
    /// <param name="Combine">Added to the inputs (then its width is theirs) or concatenated after them.</param>
    /// <param name="Width">Width of a concatenated code; null where it is added.</param>
    /// <param name="Init">Initial values of the table.</param>
    public sealed record Learned(PositionCombine Combine, int? Width, InitConfig Init) : PositionConfig;

    /// <summary>
    /// Fourier features of the position in [-1, 1] per axis (2103.03206, section 3.2), in the order positions, all
    /// sines (axis-major, band-minor), all cosines; frequencies are linspace(1, resolution / 2, bands).
    /// </summary>
    /// <param name="Bands">Frequencies per axis.</param>
    /// <param name="MaxResolution">Highest resolution; null means the number of inputs along each axis.</param>
    /// <param name="IncludePositions">Whether the raw positions come first.</param>
    /// <param name="Combine">Added (after a linear layer to the inputs' width) or concatenated after the inputs.</param>
    /// <param name="Width">Width of a linear layer over a concatenated code, if any.</param>
    public sealed record Fourier(
        int Bands,
        double? MaxResolution,
        bool IncludePositions,
        PositionCombine Combine,
        int? Width
    ) : PositionConfig;
}

/// <summary>How a position code joins the input.</summary>
public enum PositionCombine
{
    /// <summary>Added; widths must agree.</summary>
    Add,

    /// <summary>Concatenated after the input's channels.</summary>
    Concat,
}

/// <summary>The latent array <c>[count, width]</c>, learned, the same for every example.</summary>
public sealed record LatentConfig(int Count, int Width, InitConfig Init);

/// <summary>The encoder: <paramref name="Stages"/> times a cross-attend and a tower of latent Transformer blocks.</summary>
/// <param name="Stages">How often the byte array is attended to.</param>
/// <param name="Blocks">Self-attention blocks after each cross-attend.</param>
/// <param name="Sharing">Which stages use the same weights.</param>
/// <param name="CrossAttend">The cross-attend block.</param>
/// <param name="SelfAttend">The self-attention block.</param>
public sealed record EncoderConfig(
    int Stages,
    int Blocks,
    WeightSharing Sharing,
    BlockConfig CrossAttend,
    BlockConfig SelfAttend
);

/// <summary>Which stages of the encoder use the same weights.</summary>
public enum WeightSharing
{
    /// <summary>Every stage has weights of its own.</summary>
    None,

    /// <summary>All stages share both cross-attend and tower (the Keras example).</summary>
    All,

    /// <summary>The first cross-attend is apart, later ones share; all towers share (the paper's 44.9 M).</summary>
    FirstCrossAttendApart,

    /// <summary>The first stage is apart, all later ones share (lucidrains' weight_tie_layers).</summary>
    FirstStageApart,
}

/// <summary>An attention and an MLP, each with its norm and residual.</summary>
/// <param name="Attention">The attention.</param>
/// <param name="Mlp">The MLP after it.</param>
/// <param name="Norms">Where the norms stand.</param>
/// <param name="AttentionResidual">What is added to the attention's output.</param>
/// <param name="MlpResidual">Whether the MLP's input is added to its output.</param>
public sealed record BlockConfig(
    AttentionConfig Attention,
    MlpConfig Mlp,
    NormPlacement Norms,
    AttentionResidual AttentionResidual,
    bool MlpResidual
);

/// <summary>Where a block's layer norms stand.</summary>
public enum NormPlacement
{
    /// <summary>h = residual + attention(norm q, norm kv); out = h + mlp(norm h).</summary>
    Pre,

    /// <summary>y = norm(residual + attention(norm q, norm kv)); out = y + mlp(y) (the Keras cross-attention).</summary>
    PreAndPost,
}

/// <summary>What is added to an attention's output.</summary>
public enum AttentionResidual
{
    /// <summary>The query before its norm.</summary>
    Query,

    /// <summary>The query after its norm (the Keras cross-attention).</summary>
    NormalizedQuery,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>Multi-head attention.</summary>
/// <param name="Heads">Number of heads; divides both widths.</param>
/// <param name="QkWidth">Total width of queries and of keys over all heads.</param>
/// <param name="VWidth">Total width of values over all heads.</param>
/// <param name="Scale">How scores are scaled before the softmax.</param>
/// <param name="OutputProjection">Whether a linear layer follows; without one the value width must be the query's.</param>
/// <param name="Dropout">Dropout on the attention probabilities, in [0, 1).</param>
/// <param name="Init">How the weights of its linear layers start.</param>
public sealed record AttentionConfig(
    int Heads,
    int QkWidth,
    int VWidth,
    AttentionScale Scale,
    bool OutputProjection,
    double Dropout,
    AttentionInit Init
);

/// <summary>How the weights of an attention's linear layers start; biases start at zero.</summary>
public enum AttentionInit
{
    /// <summary>As <see cref="ModelConfig.LinearInit"/> says, like every other linear layer.</summary>
    Linear,

    /// <summary>
    /// Glorot uniform with the fans that Keras counts for the kernels of its MultiHeadAttention, which are [in, heads,
    /// head width] for queries, keys and values and [heads, head width, out] for the output: fan in = heads · in and
    /// fan out = head width · in, and heads · head width and heads · out.
    /// </summary>
    KerasMultiHead,
}

/// <summary>How attention scores are scaled.</summary>
public enum AttentionScale
{
    /// <summary>By 1 / sqrt(width of a head's queries).</summary>
    InverseSqrt,

    /// <summary>By one learned scalar that starts at 1 (Keras' use_scale).</summary>
    Learned,
}

/// <summary>Two linear layers with an activation between.</summary>
/// <param name="Widening">Hidden width over input width.</param>
/// <param name="Activation">The activation.</param>
/// <param name="Dropout">Dropout after the second layer, in [0, 1).</param>
public sealed record MlpConfig(int Widening, Activation Activation, double Dropout);

/// <summary>Activations.</summary>
public enum Activation
{
    /// <summary>x · Φ(x), exact.</summary>
    Gelu,

    /// <summary>max(x, 0).</summary>
    Relu,
}

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
}

/// <summary>Linear layers to the logits: hidden layers with an activation, then the output layer.</summary>
/// <param name="Hidden">Widths of the hidden layers; may be empty.</param>
/// <param name="Activation">Activation after each hidden layer.</param>
/// <param name="LogitDropout">Dropout on the logits themselves, in [0, 1) (the Keras example: 0.2).</param>
public sealed record HeadConfig(EquatableArray<int> Hidden, Activation Activation, double LogitDropout);

/// <summary>What the model is trained for.</summary>
public abstract record TaskConfig
{
    private TaskConfig() { }

    /// <summary>One of <paramref name="Classes"/> labels per example.</summary>
    public sealed record Classification(int Classes) : TaskConfig;
}
