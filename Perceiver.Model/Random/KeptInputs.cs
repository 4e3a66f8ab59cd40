using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What input dropout leaves of the byte array.</summary>
/// <param name="Inputs"><c>[batch, kept, channels]</c>.</param>
/// <param name="Mask">bool <c>[batch, kept]</c>, or null where all is shown.</param>
/// <param name="Places">Where each kept input stood, int64 <c>[batch, kept]</c>; null where all are kept.</param>
internal readonly record struct KeptInputs(Tensor Inputs, Tensor? Mask, Tensor? Places);
