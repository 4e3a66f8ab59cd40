using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>All weights of a Perceiver. Names, order and shapes of the leaves are those of <c>Shapes.Of(config)</c>.</summary>
/// <param name="Latents">The latent array, <c>[count, width]</c>, where it is learned.</param>
/// <param name="LatentProjection">The linear layer over the last inputs, where these are the latents.</param>
/// <param name="Stem">The convolutions in front, if the config has them.</param>
/// <param name="Embedding">A row for each token, <c>[vocabulary, width]</c>, if the config has it.</param>
/// <param name="Preprocessor">The linear layer over pixels or patches, if the config has it.</param>
/// <param name="Positions">What the position code learns, if it does.</param>
/// <param name="Modalities">For each of several inputs what it has of its own.</param>
/// <param name="Encoder">Cross-attends and latent Transformers.</param>
/// <param name="Decoder">From latents to the output.</param>
[ParameterTree]
public sealed partial record PerceiverParameters(
    Tensor? Latents,
    LinearParameters? LatentProjection,
    EquatableArray<StemParameters> Stem,
    Tensor? Embedding,
    LinearParameters? Preprocessor,
    PositionParameters? Positions,
    EquatableArray<ModalityParameters> Modalities,
    EncoderParameters Encoder,
    DecoderParameters Decoder
);
