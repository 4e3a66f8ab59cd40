using System.Text.Json;
using System.Text.Json.Nodes;

namespace Perceiver.Model;

/// <summary>
/// Hugging Face's <c>config.json</c> of a published model: one flat list of settings. What its classes set up by themselves,
/// preprocessor and decoder, is put in here as they do it, so that the families read one form. What they leave at its default
/// the families know themselves.
/// </summary>
internal static class HuggingFaceDocument
{
    private const int TextDecoderWidth = 256;
    private const int TextDecoderHeads = 8;

    /// <summary>The family's name and the object with <c>config</c> and <c>decoder</c>.</summary>
    /// <param name="flat">The file; its <c>architectures</c> name the class.</param>
    /// <exception cref="ArgumentException">The class is not named, or unknown.</exception>
    public static (string Family, JsonElement Document) Of(JsonElement flat)
    {
        var given = new Arguments(flat);
        var name = Class(flat);
        return name switch
        {
            "PerceiverForMaskedLM" => ("hf_masked_lm", Document(flat, null, MaskedLanguageModel(given))),
            "PerceiverForSequenceClassification" => (
                "hf_sequence_classification",
                Document(flat, null, Classifier(given))
            ),
            "PerceiverForImageClassificationLearned" => (
                "hf_image_learned",
                Document(flat, Learned(given), Classifier(given))
            ),
            "PerceiverForImageClassificationFourier" => (
                "hf_image_fourier_masked",
                Document(flat, Fourier("pixels", 224, 224), Classifier(given))
            ),
            "PerceiverForImageClassificationConvProcessing" => (
                "hf_image_conv",
                Document(flat, Fourier("conv", 56, 56), Classifier(given))
            ),
            "PerceiverForOpticalFlow" => ("hf_optical_flow", Document(flat, Flow(given), FlowDecoder())),
            "PerceiverForMultimodalAutoencoding" => ("hf_multimodal", Multimodal(flat, given)),
            _ => throw Arguments.Refused("architectures", name, "one of the classes PerceiverFor... that have weights"),
        };
    }

    private static string Class(JsonElement flat) =>
        flat.TryGetProperty("architectures", out var list)
        && list.ValueKind == JsonValueKind.Array
        && list.GetArrayLength() > 0
            ? list[0].GetString() ?? ""
            : throw new ArgumentException(
                "The argument architectures must be given: a list with the class, such as [\"PerceiverForMaskedLM\"]."
            );

    private static JsonElement Document(JsonElement flat, JsonObject? preprocessor, JsonObject decoder)
    {
        var config = JsonNode.Parse(flat.GetRawText())!.AsObject();
        if (preprocessor is not null)
        {
            config["preprocessor"] = preprocessor;
        }

        return JsonSerializer.SerializeToElement(new JsonObject { ["config"] = config, ["decoder"] = decoder });
    }

    private static JsonObject Classifier(Arguments given) =>
        new()
        {
            ["num_channels"] = given.Integer("d_latents"),
            ["output_index_dims"] = 1,
            ["output_num_channels"] = Labels(given),
            ["use_query_residual"] = true,
        };

    // The number of labels is written as the list of their names.
    private static int Labels(Arguments given)
    {
        if (given.OptionalInteger("num_labels") is { } count)
        {
            return count;
        }

        return given.Has("id2label") ? given.Group("id2label").Element.EnumerateObject().Count() : 2;
    }

    private static JsonObject MaskedLanguageModel(Arguments given) =>
        new()
        {
            ["num_channels"] = given.Integer("d_model"),
            ["output_index_dims"] = given.Integer("max_position_embeddings"),
            ["output_num_channels"] = given.Integer("d_latents"),
            ["qk_channels"] = TextDecoderWidth,
            ["v_channels"] = given.Integer("d_model"),
            ["num_heads"] = TextDecoderHeads,
            ["final_project"] = false,
        };

    private static JsonObject Learned(Arguments given)
    {
        var side = given.Integer("image_size", 56);
        return new()
        {
            ["prep_type"] = "conv1x1",
            ["out_channels"] = 256,
            ["position_encoding_type"] = "trainable",
            ["project_pos_dim"] = 256,
            ["trainable_position_encoding_kwargs"] = new JsonObject
            {
                ["num_channels"] = 256,
                ["index_dims"] = side * side,
            },
        };
    }

    private static JsonObject Fourier(string kind, int rows, int columns) =>
        new()
        {
            ["prep_type"] = kind,
            ["out_channels"] = 64,
            ["fourier_position_encoding_kwargs"] = Bands(64, rows, columns),
        };

    private static JsonObject Bands(int bands, params int[] resolution) =>
        new()
        {
            ["num_bands"] = bands,
            ["max_resolution"] = new JsonArray([.. resolution.Select(side => (JsonNode)side)]),
        };

    // Each pixel comes with its eight neighbours, of both images.
    private static JsonObject Flow(Arguments given)
    {
        var sides = given.Integers("train_size", 2);
        return new()
        {
            ["prep_type"] = "patches",
            ["temporal_downsample"] = 2,
            ["conv_after_patching"] = true,
            ["in_channels"] = 27,
            ["out_channels"] = 64,
            ["fourier_position_encoding_kwargs"] = Bands(64, sides[0], sides[1]),
        };
    }

    // It asks with the inputs: 64 channels of the pixels, and 2 * (2 * 64 + 1) Fourier features.
    private static JsonObject FlowDecoder() => new() { ["num_channels"] = 322, ["output_num_channels"] = 2 };

    private static JsonElement Multimodal(JsonElement flat, Arguments given)
    {
        var config = JsonNode.Parse(flat.GetRawText())!.AsObject();
        var (frames, side) = (given.Integer("num_frames", 16), given.Integer("image_size", 224));
        config["T"] = frames;
        config["H"] = side;
        config["W"] = side;
        config["audio_samples"] = frames * given.Integer("audio_samples_per_frame", 1920);
        config["samples_per_patch"] = given.Integer("samples_per_patch", 16);
        config["image_bands"] = 32;
        config["audio_bands"] = 192;
        config["image_spatial_downsample"] = 4;
        config["min_padding_in"] = 4;
        config["min_padding_out"] = 2;
        config["label_query_channels"] = 1024;
        config["decoder_output_channels"] = given.Integer("output_num_channels", 512);
        config["num_labels"] = Labels(given);
        return JsonSerializer.SerializeToElement(
            new JsonObject { ["config"] = config, ["decoder"] = new JsonObject() }
        );
    }
}
