namespace Perceiver.Config;

/// <summary>Everything one file in <c>configs/</c> says: the model, what it is trained for, on what, and how.</summary>
public sealed record PerceiverConfig(ModelConfig Model, TaskConfig Task, DataConfig Data, TrainingConfig Training);

/// <summary>The model: what comes in, how it becomes a byte array, the latents, the encoder and the decoder.</summary>
/// <param name="Input">The raw input.</param>
/// <param name="Preprocessor">How the raw input becomes an array of inputs, <c>[inputs, channels]</c>.</param>
/// <param name="Positions">The position code of each input.</param>
/// <param name="Latents">The latent array.</param>
/// <param name="Encoder">Cross-attends and latent Transformers.</param>
/// <param name="Decoder">From latents to the task's output.</param>
/// <param name="NormEpsilon">Epsilon of every layer norm (1e-5; the Keras example has 1e-6).</param>
/// <param name="LinearInit">Initial weights of every linear layer; biases start at zero.</param>
public sealed record ModelConfig(
    InputConfig Input,
    PreprocessorConfig Preprocessor,
    PositionConfig Positions,
    LatentConfig Latents,
    EncoderConfig Encoder,
    DecoderConfig Decoder,
    double NormEpsilon,
    InitConfig LinearInit
);
