using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Where inputs stand, when some of their row were left out; by default one after the other.</summary>
/// <param name="Places">int64 <c>[batch, inputs]</c>; null means one after the other.</param>
/// <param name="Length">How long the whole row was; null means as many as there are.</param>
internal readonly record struct Standing(Tensor? Places = null, long? Length = null);
