using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>A layer norm over the last axis.</summary>
/// <param name="Weight"><c>[width]</c>.</param>
/// <param name="Bias"><c>[width]</c>.</param>
[ParameterTree]
public sealed partial record NormParameters(Tensor Weight, Tensor Bias);
