using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// What an attention reads: keys and values. They depend on weights and inputs only, so that stages which share a
/// cross-attend share them too.
/// </summary>
/// <remarks>
/// Where the projections are absorbed, both are the inputs themselves, with a column of ones for the biases, and the
/// queries' side bears the weights (<see cref="Config.AttentionCost.AbsorbsProjections"/>).
/// </remarks>
/// <param name="Keys"><c>[batch, inputs, heads · width]</c>.</param>
/// <param name="Values"><c>[batch, inputs, heads · width]</c>.</param>
/// <param name="Places">Where the last inputs stand, where queries stand too, int64 <c>[batch, rows]</c>; null for one after the other.</param>
/// <param name="IsAbsorbed">Whether keys and values are the inputs themselves.</param>
internal sealed record AttentionMemory(Tensor Keys, Tensor Values, Tensor? Places = null, bool IsAbsorbed = false)
{
    /// <summary>Each tensor once.</summary>
    public IEnumerable<Tensor> Tensors() => IsAbsorbed ? [Keys] : [Keys, Values];
}
