using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>The input as it comes out of the bottleneck.</summary>
/// <param name="Values"><c>[batch, queries, values]</c>: for each query the values of one patch, pixel, sample or point.</param>
public sealed record Reconstruction(Tensor Values) : ModelOutput;
