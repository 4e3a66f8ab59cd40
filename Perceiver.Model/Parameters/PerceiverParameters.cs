using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>All weights of a Perceiver. Names, order and shapes of the leaves are those of <c>Shapes.Of(config)</c>.</summary>
/// <param name="Latents">The latent array, <c>[count, width]</c>.</param>
/// <param name="Preprocessor">The linear layer over pixels or patches, if the config has it.</param>
/// <param name="Positions">What the position code learns, if it does.</param>
/// <param name="Encoder">Cross-attends and latent Transformers.</param>
/// <param name="Decoder">From latents to logits.</param>
[ParameterTree]
public sealed partial record PerceiverParameters(
    Tensor Latents,
    LinearParameters? Preprocessor,
    PositionParameters? Positions,
    EncoderParameters Encoder,
    DecoderParameters Decoder
);
