using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// What an attention reads: keys and values. They depend on weights and inputs only, so that stages which share a
/// cross-attend share them too.
/// </summary>
/// <param name="Keys"><c>[batch · heads, inputs, width]</c>.</param>
/// <param name="Values"><c>[batch · heads, inputs, width]</c>.</param>
/// <param name="Batch">How many examples.</param>
internal sealed record AttentionMemory(Tensor Keys, Tensor Values, long Batch);
