using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What a position code learns.</summary>
/// <param name="Table">A learned code, <c>[inputs, width]</c>.</param>
/// <param name="Projection">The linear layer over a Fourier code.</param>
[ParameterTree]
public sealed partial record PositionParameters(Tensor? Table, LinearParameters? Projection);
