using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>A linear layer.</summary>
/// <param name="Weight"><c>[outputs, inputs]</c>.</param>
/// <param name="Bias"><c>[outputs]</c>, if the config has it.</param>
[ParameterTree]
public sealed partial record LinearParameters(Tensor Weight, Tensor? Bias);
