namespace Perceiver.Model;

/// <summary>An attention and an MLP, each with its norm.</summary>
/// <param name="QueryNorm">Norm of the query side.</param>
/// <param name="InputNorm">Norm of the attended inputs; a self-attention has none, as its query is its input.</param>
/// <param name="Attention">The attention.</param>
/// <param name="MlpNorm">The norm whose output enters the MLP.</param>
/// <param name="Mlp">The MLP, if the config has it.</param>
[ParameterTree]
public sealed partial record BlockParameters(
    NormParameters QueryNorm,
    NormParameters? InputNorm,
    AttentionParameters Attention,
    NormParameters? MlpNorm,
    MlpParameters? Mlp
);
