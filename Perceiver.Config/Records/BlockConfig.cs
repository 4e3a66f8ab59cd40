namespace Perceiver.Config;

/// <summary>An attention and an MLP, each with its norm and residual.</summary>
/// <param name="Attention">The attention.</param>
/// <param name="Mlp">The MLP after it; null for none.</param>
/// <param name="Norms">Where the norms stand.</param>
/// <param name="AttentionResidual">What is added to the attention's output.</param>
/// <param name="MlpResidual">Whether the MLP's input is added to its output.</param>
public sealed record BlockConfig(
    AttentionConfig Attention,
    MlpConfig? Mlp,
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

/// <summary>Two linear layers with an activation between.</summary>
/// <param name="Widening">Hidden width over input width.</param>
/// <param name="Activation">The activation.</param>
/// <param name="Gated">
/// Whether the first layer is twice as wide and the activation of its second half multiplies its first (GEGLU with a GELU).
/// </param>
/// <param name="Bias">Whether the two layers have biases.</param>
/// <param name="Dropout">Dropout after the second layer, in [0, 1).</param>
public sealed record MlpConfig(int Widening, Activation Activation, bool Gated, bool Bias, double Dropout);

/// <summary>Activations.</summary>
public enum Activation
{
    /// <summary>x · Φ(x), exact.</summary>
    Gelu,

    /// <summary>The approximation of x · Φ(x) with a hyperbolic tangent (the JAX originals).</summary>
    GeluTanh,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>max(x, 0)², as in Perceiver AR.</summary>
    SquaredRelu,
}
