using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>The running statistics of one batch norm.</summary>
/// <param name="Mean"><c>[channels]</c>.</param>
/// <param name="Variance"><c>[channels]</c>.</param>
[ParameterTree]
public sealed partial record NormStatistics(Tensor Mean, Tensor Variance);
