using System.Text.Json;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>Hugging Face's own <c>config.json</c> files: the published models, by the sizes they are known by.</summary>
public sealed class PublishedWeightTests
{
    private const string Usual = """
        "d_latents": 1024, "d_model": 768, "num_latents": 512, "num_blocks": 8, "num_self_attends_per_block": 6,
        "num_self_attention_heads": 8, "num_cross_attention_heads": 1, "qk_channels": null, "v_channels": null,
        "cross_attention_shape_for_attention": "kv", "hidden_act": "gelu", "attention_probs_dropout_prob": 0.1,
        "num_labels": 1000
        """;

    [Theory]
    [InlineData("PerceiverForImageClassificationLearned", """ "image_size": 224 """, 62_255_848, "imagenet-learned")]
    [InlineData("PerceiverForImageClassificationFourier", """ "image_size": 224 """, 48_440_627, "imagenet-fourier")]
    [InlineData(
        "PerceiverForImageClassificationConvProcessing",
        """ "image_size": 224 """,
        48_646_522,
        "imagenet-conv"
    )]
    [InlineData(
        "PerceiverForMaskedLM",
        """
            "d_latents": 1280, "d_model": 768, "num_latents": 256, "num_blocks": 1, "num_self_attends_per_block": 26,
            "num_cross_attention_heads": 8, "qk_channels": 256, "v_channels": 1280, "vocab_size": 262,
            "max_position_embeddings": 2048
            """,
        201_108_230,
        "language-bytes"
    )]
    [InlineData(
        "PerceiverForOpticalFlow",
        """
            "d_latents": 512, "num_latents": 2048, "num_blocks": 1, "num_self_attends_per_block": 24,
            "num_self_attention_heads": 16, "train_size": [368, 496]
            """,
        41_057_134,
        "optical-flow"
    )]
    [InlineData(
        "PerceiverForMultimodalAutoencoding",
        """
            "d_latents": 512, "d_model": 704, "num_latents": 784, "num_blocks": 1, "num_self_attends_per_block": 8,
            "num_frames": 16, "audio_samples_per_frame": 1920, "samples_per_patch": 16, "image_size": 224,
            "output_num_channels": 512, "num_labels": 700
            """,
        19_858_855,
        "multimodal-kinetics"
    )]
    public void A_flat_config_is_the_published_model(string name, string own, long parameters, string shipped)
    {
        var (family, document) = ReferenceDocuments.Read(
            "huggingface",
            Flat(name, own + """, "attention_probs_dropout_prob": 0 """)
        );
        var (model, task) = family.Config(document, ReferenceSizes.Unknown);
        var config = KerasFixture.Config(model, task);
        Assert.Equal(parameters, Cost.ParameterCount(config));
        Assert.True(family.Names(config).IsComplete);
        Assert.Equal(AsHuggingFace(shipped, ShippedConfigs.Compile(shipped).Config!.Model), model);
    }

    [Theory]
    [InlineData("PerceiverForImageClassificationLearned", "image_size", "56", "112")]
    [InlineData("PerceiverForMultimodalAutoencoding", "num_frames", "16", "8")]
    [InlineData("PerceiverForMultimodalAutoencoding", "image_size", "224", "112")]
    [InlineData("PerceiverForMultimodalAutoencoding", "audio_samples_per_frame", "1920", "960")]
    [InlineData("PerceiverForMultimodalAutoencoding", "samples_per_patch", "16", "8")]
    [InlineData("PerceiverForMultimodalAutoencoding", "output_num_channels", "512", "256")]
    public void A_setting_that_is_left_out_is_the_usual_one_and_another_value_counts(
        string name,
        string key,
        string usual,
        string other
    )
    {
        var said = Read($"\"{key}\": {usual}");
        Assert.Equal(0.1, said.Encoder.SelfAttend.Attention.Dropout);
        Assert.Equal(said, Read("\"num_labels\": 1000"));
        Assert.NotEqual(said, Read($"\"{key}\": {other}"));

        ModelConfig Read(string own)
        {
            var (family, document) = ReferenceDocuments.Read("huggingface", Flat(name, own));
            return family.Config(document, ReferenceSizes.Unknown).Model;
        }
    }

    [Fact]
    public void A_class_without_weights_is_refused()
    {
        using var file = JsonDocument.Parse("""{ "architectures": ["BertModel"] }""");
        var error = Assert.Throws<ArgumentException>(() => ReferenceDocuments.Read("huggingface", file.RootElement));
        Assert.Contains("BertModel", error.Message, StringComparison.Ordinal);
    }

    // Where Hugging Face's classes are not the originals.
    private static ModelConfig AsHuggingFace(string shipped, ModelConfig model) =>
        (shipped, model.Preprocessor, model.Input, model.Decoder) switch
        {
            ("imagenet-learned", _, _, DecoderConfig.Query query) => model with
            {
                Decoder = query with
                {
                    CrossAttend = query.CrossAttend with { AttentionResidual = AttentionResidual.Query },
                },
            },
            ("imagenet-conv", PreprocessorConfig.Conv conv, _, _) => model with
            {
                Preprocessor = conv with { Padding = ConvPadding.Symmetric },
            },
            ("language-bytes", _, InputConfig.Tokens tokens, _) => model with
            {
                Input = tokens with { Padding = null },
            },
            // The neighbours of a pixel are its channels there.
            ("optical-flow", PreprocessorConfig.Patches patches, InputConfig.Video video, _) => model with
            {
                Input = video with { Channels = 9 * video.Channels },
                Preprocessor = patches with { Size = 1, Padding = 0 },
            },
            _ => model,
        };

    // Of a setting that is there twice the last counts.
    private static JsonElement Flat(string name, string own)
    {
        using var file = JsonDocument.Parse($$"""{ "architectures": ["{{name}}"], {{Usual}}, {{own}} }""");
        return JsonSerializer.SerializeToElement(
            file.RootElement.EnumerateObject()
                .GroupBy(one => one.Name)
                .ToDictionary(one => one.Key, one => one.Last().Value)
        );
    }
}
