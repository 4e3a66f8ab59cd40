using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>The decoder's weights; which are there depends on its kind.</summary>
/// <param name="Modalities">For each part of a decoder of several modalities what it has of its own.</param>
/// <param name="Query">The output query of a query decoder, <c>[1, width]</c>.</param>
/// <param name="Queries">A learned array of queries, <c>[queries, width]</c>.</param>
/// <param name="QueryProjection">The linear layer over the Fourier features of queries.</param>
/// <param name="CrossAttend">The block with which queries read the latents.</param>
/// <param name="Projection">The linear layer over the answers of several modalities, the same for all.</param>
/// <param name="Norm">The norm after mean pooling.</param>
/// <param name="Head">Hidden layers, then the layer that gives the output; none where the output has no layers.</param>
/// <param name="Bias">A bias for each token, where the output is tied to the embedding, <c>[vocabulary]</c>.</param>
[ParameterTree]
public sealed partial record DecoderParameters(
    EquatableArray<ModalityQueryParameters> Modalities,
    Tensor? Query,
    Tensor? Queries,
    LinearParameters? QueryProjection,
    BlockParameters? CrossAttend,
    LinearParameters? Projection,
    NormParameters? Norm,
    EquatableArray<LinearParameters> Head,
    Tensor? Bias
);
