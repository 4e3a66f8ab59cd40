using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What a classifier says: the softmax over the last axis is the probability of each class.</summary>
/// <param name="Values"><c>[batch, classes]</c>.</param>
public sealed record Logits(Tensor Values) : ModelOutput;
