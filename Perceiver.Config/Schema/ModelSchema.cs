namespace Perceiver.Config;

/// <summary>Settings of the model.</summary>
internal static class ModelSchema
{
    public static readonly RecordType<ModelConfig> Type = Model();

    private static RecordType<ModelConfig> Model()
    {
        var fields = new Fields<ModelConfig>();
        var input = fields.Required("input", InputSchema.Type, c => c.Input, "The raw input.");
        var (preprocessor, positions) = InputParts.Declare(fields, c => c.Preprocessor, c => c.Positions);
        var latents = fields.Required("latents", LatentSchema.Type, c => c.Latents, "The latent array.");
        var encoder = fields.Required(
            "encoder",
            EncoderSchema.Type,
            c => c.Encoder,
            "Cross-attends and latent Transformers."
        );
        var decoder = fields.Optional(
            "decoder",
            DecoderSchema.Type,
            c => c.Decoder,
            DecoderSchema.Default,
            "From latents to the task's output."
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
                var raw = r.Get(input, width);
                var reader = r.Knowing(r.Scope with { Input = raw, QueryWidth = width });
                var (cut, places) = (reader.Get(preprocessor), reader.Get(positions));
                reader = reader.Knowing(reader.Scope with { InputWidth = InputLayout.Of(raw, cut, places).Width });
                return new(
                    raw,
                    cut,
                    places,
                    array!,
                    reader.Get(encoder),
                    reader.Get(decoder),
                    r.Get(epsilon),
                    r.Get(linear)
                );
            }
        );
    }
}
