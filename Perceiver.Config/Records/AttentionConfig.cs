namespace Perceiver.Config;

/// <summary>Multi-head attention.</summary>
/// <param name="Heads">Number of heads; divides both widths.</param>
/// <param name="QkWidth">Total width of queries and of keys over all heads.</param>
/// <param name="VWidth">Total width of values over all heads.</param>
/// <param name="Scale">How scores are scaled before the softmax.</param>
/// <param name="Bias">Whether the layers of queries, keys and values have biases.</param>
/// <param name="OutputProjection">Whether a linear layer follows; without one the value width must be the query's.</param>
/// <param name="OutputBias">Whether that layer has a bias.</param>
/// <param name="Dropout">Dropout on the attention probabilities, in [0, 1).</param>
/// <param name="OutputDropout">Dropout on the output, before the residual is added, in [0, 1).</param>
/// <param name="Init">How the weights of its linear layers start.</param>
public sealed record AttentionConfig(
    int Heads,
    int QkWidth,
    int VWidth,
    AttentionScale Scale,
    bool Bias,
    bool OutputProjection,
    bool OutputBias,
    double Dropout,
    double OutputDropout,
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

    /// <summary>Not at all.</summary>
    None,
}
