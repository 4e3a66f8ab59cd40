using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// What an attention reads: keys and values. They depend on weights and inputs only, so that stages which share a
/// cross-attend share them too.
/// </summary>
/// <param name="Keys"><c>[batch, inputs, heads · width]</c>.</param>
/// <param name="Values"><c>[batch, inputs, heads · width]</c>.</param>
/// <param name="Length">How long the row was that the keys stand in, where some were left out; null for as many as there are.</param>
internal sealed record AttentionMemory(Tensor Keys, Tensor Values, long? Length = null);
