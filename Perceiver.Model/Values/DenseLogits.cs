using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>A class for each element: the softmax over the last axis is the probability of each class.</summary>
/// <param name="Values"><c>[batch, queries, classes]</c>.</param>
public sealed record DenseLogits(Tensor Values) : ModelOutput;
