using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What a decoder of several modalities has for one of them.</summary>
/// <param name="Queries">A learned array of queries, <c>[queries, width]</c>.</param>
/// <param name="QueryProjection">The linear layer over the Fourier features of queries.</param>
/// <param name="Padding">The values that bring the queries to the common width, <c>[1, values]</c>.</param>
/// <param name="Head">From the common width of the answers to the modality's own values.</param>
[ParameterTree]
public sealed partial record ModalityQueryParameters(
    Tensor? Queries,
    LinearParameters? QueryProjection,
    Tensor? Padding,
    LinearParameters Head
);
