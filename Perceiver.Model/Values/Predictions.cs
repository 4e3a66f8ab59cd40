using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Numbers that are neither scores nor the input: optical flow, for one.</summary>
/// <param name="Values"><c>[batch, queries, outputs]</c>, or <c>[batch, outputs]</c> where one vector answers for the example.</param>
public sealed record Predictions(Tensor Values) : ModelOutput;
