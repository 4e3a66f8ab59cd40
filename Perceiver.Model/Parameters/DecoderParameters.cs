using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>The decoder's weights; which are there depends on its kind.</summary>
/// <param name="Query">The output query of a query decoder, <c>[1, width]</c>.</param>
/// <param name="CrossAttend">The block with which a query decoder reads the latents.</param>
/// <param name="Norm">The norm after mean pooling.</param>
/// <param name="Head">Hidden layers, then the layer that gives the logits.</param>
[ParameterTree]
public sealed partial record DecoderParameters(
    Tensor? Query,
    BlockParameters? CrossAttend,
    NormParameters? Norm,
    EquatableArray<LinearParameters> Head
);
