using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// What an attention reads: keys and values. They depend on weights and inputs only, so that stages which share a
/// cross-attend share them too.
/// </summary>
/// <param name="Keys"><c>[batch, inputs, heads · width]</c>.</param>
/// <param name="Values"><c>[batch, inputs, heads · width]</c>.</param>
/// <param name="Places">Where the last inputs stand, where queries stand too, int64 <c>[batch, rows]</c>; null for one after the other.</param>
internal sealed record AttentionMemory(Tensor Keys, Tensor Values, Tensor? Places = null);
