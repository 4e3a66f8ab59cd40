using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>The encoder's weights, those that stages share held once.</summary>
/// <param name="CrossAttends">The distinct cross-attends, in order of first use.</param>
/// <param name="Towers">The distinct latent Transformers, in order of first use; a tower is its blocks.</param>
/// <param name="Norm">The norm after the last stage, if the config has it.</param>
[ParameterTree]
public sealed partial record EncoderParameters(
    EquatableArray<BlockParameters> CrossAttends,
    EquatableArray<EquatableArray<BlockParameters>> Towers,
    NormParameters? Norm
);
