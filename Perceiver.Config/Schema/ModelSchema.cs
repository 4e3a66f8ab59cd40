namespace Perceiver.Config;

/// <summary>Settings of the model.</summary>
internal static class ModelSchema
{
    public static readonly RecordType<ModelConfig> Type = Model();

    private static RecordType<ModelConfig> Model()
    {
        var fields = new Fields<ModelConfig>();
        var input = fields.Required("input", InputSchema.Input, c => c.Input, "The raw input.");
        var preprocessor = fields.Optional(
            "preprocessor",
            InputSchema.Preprocessor,
            c => c.Preprocessor,
            new PreprocessorConfig.Pixels(null),
            "How the raw input becomes an array of inputs."
        );
        var positions = fields.Optional(
            "positions",
            PositionSchema.Type,
            c => c.Positions,
            PositionSchema.Default,
            "The position code of each input."
        );
        var latents = fields.Required("latents", EncoderSchema.Latents, c => c.Latents, "The latent array.");
        var encoder = fields.Required(
            "encoder",
            EncoderSchema.Encoder,
            c => c.Encoder,
            "Cross-attends and latent Transformers."
        );
        var decoder = fields.Optional(
            "decoder",
            DecoderSchema.Type,
            c => c.Decoder,
            DecoderSchema.Default,
            "From latents to logits."
        );
        var epsilon = fields.Optional(
            "norm_epsilon",
            Ranges.Epsilon,
            c => c.NormEpsilon,
            1e-5,
            "Epsilon of every layer norm."
        );
        var linear = fields.Optional(
            "linear_init",
            InitSchema.Type,
            c => c.LinearInit,
            new(InitKind.LecunNormal, 0),
            "Initial weights of every linear layer; biases start at zero."
        );
        return fields.Record(
            "model",
            "What comes in, the latents, the encoder and the decoder.",
            r =>
            {
                var array = r.Get(latents);
                var width = array?.Width ?? 1;
                return new(
                    r.Get(input),
                    r.Get(preprocessor),
                    r.Get(positions),
                    array!,
                    r.Get(encoder, width),
                    r.Get(decoder, width),
                    r.Get(epsilon),
                    r.Get(linear)
                );
            }
        );
    }
}
