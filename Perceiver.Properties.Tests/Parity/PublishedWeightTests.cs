using System.Text.Json;
using Perceiver.Config;
using Perceiver.Model;
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
    [InlineData("PerceiverForImageClassificationLearned", """ "image_size": 224 """, 62_255_848)]
    [InlineData("PerceiverForImageClassificationFourier", """ "image_size": 224 """, 48_440_627)]
    [InlineData("PerceiverForImageClassificationConvProcessing", """ "image_size": 224 """, 48_646_522)]
    [InlineData(
        "PerceiverForMaskedLM",
        """
            "d_latents": 1280, "d_model": 768, "num_latents": 256, "num_blocks": 1, "num_self_attends_per_block": 26,
            "num_cross_attention_heads": 8, "qk_channels": 256, "v_channels": 1280, "vocab_size": 262,
            "max_position_embeddings": 2048
            """,
        201_108_230
    )]
    [InlineData(
        "PerceiverForOpticalFlow",
        """
            "d_latents": 512, "num_latents": 2048, "num_blocks": 1, "num_self_attends_per_block": 24,
            "num_self_attention_heads": 16, "train_size": [368, 496]
            """,
        41_057_134
    )]
    [InlineData(
        "PerceiverForMultimodalAutoencoding",
        """
            "d_latents": 512, "d_model": 704, "num_latents": 784, "num_blocks": 1, "num_self_attends_per_block": 8,
            "num_frames": 16, "audio_samples_per_frame": 1920, "samples_per_patch": 16, "image_size": 224,
            "output_num_channels": 512, "num_labels": 700
            """,
        19_858_855
    )]
    public void A_flat_config_is_the_published_model(string name, string own, long parameters)
    {
        // Of a setting that is there twice the last counts.
        using var file = JsonDocument.Parse($$"""{ "architectures": ["{{name}}"], {{Usual}}, {{own}} }""");
        var merged = file
            .RootElement.EnumerateObject()
            .GroupBy(one => one.Name)
            .ToDictionary(one => one.Key, one => one.Last().Value);
        var (family, document) = ReferenceDocuments.Read("huggingface", JsonSerializer.SerializeToElement(merged));
        var (model, task) = family.Config(document, ReferenceSizes.Unknown);
        var config = KerasFixture.Config(model, task);
        Assert.Equal(parameters, Cost.ParameterCount(config));
        Assert.True(family.Names(config).IsComplete);
    }

    [Fact]
    public void A_class_without_weights_is_refused()
    {
        using var file = JsonDocument.Parse("""{ "architectures": ["BertModel"] }""");
        var error = Assert.Throws<ArgumentException>(() => ReferenceDocuments.Read("huggingface", file.RootElement));
        Assert.Contains("BertModel", error.Message, StringComparison.Ordinal);
    }
}
