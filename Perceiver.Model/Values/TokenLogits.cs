using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What a language model says: the softmax over the last axis is the probability of each token.</summary>
/// <param name="Values"><c>[batch, positions, vocabulary]</c>.</param>
public sealed record TokenLogits(Tensor Values) : ModelOutput;
