using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What a batch became on its way to the encoder.</summary>
/// <param name="Inputs">The byte array, <c>[batch, inputs, channels]</c>.</param>
/// <param name="Mask">bool <c>[batch, inputs]</c>, true where an input may be seen; null shows all.</param>
/// <param name="Places">
/// Where the inputs of an autoregressive model stand, int64 <c>[batch, inputs]</c>, when padding may stand before them; null
/// for one after the other.
/// </param>
/// <param name="Seen">Mean and variance that batch norms saw in training; empty in evaluation.</param>
internal readonly record struct Preprocessed(Tensor Inputs, Tensor? Mask, Tensor? Places, ModelStatistics Seen)
{
    /// <summary>All its tensors.</summary>
    public IEnumerable<Tensor> Tensors() => [Inputs, .. new[] { Mask, Places }.OfType<Tensor>(), .. Seen.Leaves()];
}
