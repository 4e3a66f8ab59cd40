using System.Text.Json;
using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>krasserm's image classifier and masked language model: repeated cross-attends, weights shared but for the first.</summary>
public static class Krasserm
{
    private const int MaskToken = 2;

    /// <summary>The model and task of <c>ImageClassifier</c>.</summary>
    /// <param name="arguments">Of its config: <c>encoder</c>, <c>decoder</c>, <c>num_latents</c>, <c>num_latent_channels</c>.</param>
    /// <param name="sizes">Not needed: the image's shape is an argument.</param>
    /// <exception cref="ArgumentException">An argument is missing or cannot be.</exception>
    public static (ModelConfig Model, TaskConfig Task) ImageClassifier(JsonElement arguments, ReferenceSizes sizes)
    {
        var given = new Arguments(arguments);
        var (encoder, decoder) = (given.Group("encoder"), given.Group("decoder"));
        var shape = encoder.Integers("image_shape");
        if (shape.Count < 2)
        {
            throw Arguments.Refused("image_shape", $"{shape}", "a list of axes, the channels last");
        }

        InputConfig input =
            shape.Count == 3
                ? new InputConfig.Image(shape[0], shape[1], shape[2])
                : new InputConfig.Array(shape.Take(shape.Count - 1).ToEquatableArray(), shape[shape.Count - 1]);
        var pixels = new PreprocessorConfig.Pixels(1, null);
        var code = new FourierConfig(
            encoder.Integer("num_frequency_bands"),
            [],
            true,
            true,
            FourierOrder.PositionsFirst
        );
        var positions = new PositionConfig.Fourier(code, PositionCombine.Concat, null);
        var width = decoder.Integer("num_output_query_channels");
        if (decoder.Integer("num_output_queries", 1) is not 1 and var queries)
        {
            throw Arguments.Refused("num_output_queries", $"{queries}", "1: a classifier asks once");
        }

        return (
            ReferenceParts.Model(
                input,
                pixels,
                positions,
                KrassermLayers.Latents(given),
                KrassermLayers.Encoder(given, encoder, ReferenceParts.InputWidth(input, pixels, positions)),
                new DecoderConfig.Query(
                    width,
                    ReferenceParts.Small,
                    KrassermLayers.CrossAttend(decoder, width, decoder.Flag("cross_attention_residual", true)),
                    ReferenceParts.PlainHead
                )
            ),
            new TaskConfig.Classification(decoder.Integer("num_classes"))
        );
    }

    /// <summary>The model and task of <c>MaskedLanguageModel</c>.</summary>
    /// <param name="arguments">Of its config.</param>
    /// <param name="sizes">Not needed: the length is an argument.</param>
    /// <exception cref="ArgumentException">An argument is missing or cannot be.</exception>
    public static (ModelConfig Model, TaskConfig Task) MaskedLanguageModel(JsonElement arguments, ReferenceSizes sizes)
    {
        var given = new Arguments(arguments);
        var (encoder, decoder) = (given.Group("encoder"), given.Group("decoder"));
        var channels = encoder.Integer("num_input_channels");
        var (input, preprocessor, positions) = ReferenceParts.Text(
            encoder.Integer("max_seq_len"),
            encoder.Integer("vocab_size"),
            channels
        );

        // Without a width of their own, queries are as wide as the embedding, against whose rows the answers are scored.
        var own = decoder.OptionalInteger("num_output_query_channels");
        var width = own ?? channels;
        var queries = new DecoderConfig.Queries(
            new QueryConfig.Learned(decoder.Integer("max_seq_len"), width, ReferenceParts.Small),
            KrassermLayers.CrossAttend(decoder, width, decoder.Flag("cross_attention_residual", true)),
            own is null ? new OutputConfig.Tied(Bias: true) : new OutputConfig.Projected(ReferenceParts.PlainHead),
            Rescale: 1
        );
        return (
            ReferenceParts.Model(
                input,
                preprocessor,
                positions,
                KrassermLayers.Latents(given),
                KrassermLayers.Encoder(given, encoder, given.Integer("num_latent_channels")),
                queries
            ),
            ReferenceParts.MaskedLanguageModel(MaskToken)
        );
    }
}
