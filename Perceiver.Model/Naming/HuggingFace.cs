using System.Text.Json;
using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>
/// The Perceiver IO of Hugging Face's transformers: one cross-attend, a tower that is applied several times, a decoder of
/// queries. The classes differ in preprocessor and decoder.
/// </summary>
public static class HuggingFace
{
    // The special tokens of the byte tokenizer: padding, begin, end, mask.
    private const int MaskToken = 3;
    private const int UsualLength = 2048;

    /// <summary>An image classifier: <c>PerceiverForImageClassification...</c></summary>
    /// <param name="document">
    /// An object with <c>config</c> (the configuration, and in it <c>preprocessor</c>) and <c>decoder</c>.
    /// </param>
    /// <param name="sizes">Height and width of the image; if unknown they follow from the position code.</param>
    /// <exception cref="ArgumentException">An argument is missing or cannot be.</exception>
    public static (ModelConfig Model, TaskConfig Task) Image(JsonElement document, ReferenceSizes sizes)
    {
        var (given, decoder) = Parts(document);
        var (input, preprocessor, positions) = HuggingFaceInputs.Image(given, sizes);
        var (block, head) = HuggingFaceLayers.Decoder(given, decoder);
        return (
            HuggingFaceLayers.Model(given, input, preprocessor, positions, Query(decoder, block, head)),
            new TaskConfig.Classification(decoder.Integer("output_num_channels"))
        );
    }

    /// <summary><c>PerceiverForSequenceClassification</c>.</summary>
    /// <inheritdoc cref="Image"/>
    public static (ModelConfig Model, TaskConfig Task) SequenceClassification(
        JsonElement document,
        ReferenceSizes sizes
    )
    {
        var (given, decoder) = Parts(document);
        var (input, preprocessor, positions) = HuggingFaceInputs.Text(given);
        var (block, head) = HuggingFaceLayers.Decoder(given, decoder);
        return (
            HuggingFaceLayers.Model(given, input, preprocessor, positions, Query(decoder, block, head)),
            new TaskConfig.Classification(decoder.Integer("output_num_channels"))
        );
    }

    /// <summary><c>PerceiverForMaskedLM</c>, whose logits are scores against the embedding.</summary>
    /// <inheritdoc cref="Image"/>
    public static (ModelConfig Model, TaskConfig Task) MaskedLanguageModel(JsonElement document, ReferenceSizes sizes)
    {
        var (given, decoder) = Parts(document);
        var (input, preprocessor, positions) = HuggingFaceInputs.Text(given);
        var (block, _) = HuggingFaceLayers.Decoder(given, decoder);
        var queries = new DecoderConfig.Queries(
            HuggingFaceInputs.Queries(decoder),
            block,
            new OutputConfig.Tied(Bias: true),
            Rescale: 1
        );
        return (
            HuggingFaceLayers.Model(given, input, preprocessor, positions, queries),
            ReferenceParts.MaskedLanguageModel(MaskToken)
        );
    }

    /// <summary><c>PerceiverModel</c> without preprocessor and with a <c>PerceiverBasicDecoder</c>.</summary>
    /// <inheritdoc cref="Image"/>
    public static (ModelConfig Model, TaskConfig Task) BasicDecoder(JsonElement document, ReferenceSizes sizes)
    {
        var (given, decoder) = Parts(document);
        var (block, output) = HuggingFaceLayers.Decoder(given, decoder);
        var model = HuggingFaceLayers.Model(
            given,
            new InputConfig.Array(sizes.AxesOr([UsualLength]), given.Integer("d_model")),
            new PreprocessorConfig.Pixels(1, null),
            new PositionConfig.None(),
            new DecoderConfig.Queries(HuggingFaceInputs.Queries(decoder), block, output, Rescale: 1)
        );
        var numbers = output is OutputConfig.None ? "num_channels" : "output_num_channels";
        return (model, new TaskConfig.Regression(decoder.Integer(numbers)));
    }

    /// <summary><c>PerceiverForOpticalFlow</c>: the queries are the preprocessed inputs.</summary>
    /// <inheritdoc cref="Image"/>
    public static (ModelConfig Model, TaskConfig Task) OpticalFlow(JsonElement document, ReferenceSizes sizes)
    {
        var (given, decoder) = Parts(document);
        var (input, preprocessor, positions) = HuggingFaceInputs.Flow(given, decoder, sizes);
        var (block, output) = HuggingFaceLayers.Decoder(given, decoder);
        var queries = new DecoderConfig.Queries(
            new QueryConfig.Inputs(),
            block,
            output,
            decoder.Number("rescale_factor", 100)
        );
        return (
            HuggingFaceLayers.Model(given, input, preprocessor, positions, queries),
            new TaskConfig.Regression(decoder.Integer("output_num_channels"))
        );
    }

    private static (Arguments Given, Arguments Decoder) Parts(JsonElement document)
    {
        var all = new Arguments(document);
        return (all.Group("config"), all.Group("decoder"));
    }

    private static DecoderConfig.Query Query(Arguments decoder, BlockConfig block, OutputConfig output) =>
        output is OutputConfig.Projected projected
            ? new(decoder.Integer("num_channels"), ReferenceParts.Small, block, projected.Head)
            : throw Arguments.Refused("final_project", "false", "true for a classifier");
}
