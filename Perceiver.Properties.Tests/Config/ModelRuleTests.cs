using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Rules on models of every family: one edit of a published model breaks each, at a known place.</summary>
public sealed class ModelRuleTests
{
    /// <summary>The model, the rule, what is replaced, by what, and the text at the place of the finding.</summary>
    public static TheoryData<string, string, string, string, string> Cases =>
        new()
        {
            { "hf_masked_lm", "PCV216", "kind: embedding, width: 8", "kind: pixels", "pixels" },
            { "hf_image_conv", "PCV216", "{ kind: conv, width: 4, padding: symmetric }", "points", "points" },
            { "hf_multimodal", "PCV216", "  latents:", "  positions: learned\n  latents:", "learned" },
            {
                "hf_multimodal",
                "PCV216",
                "input: { kind: label, classes: 5 }",
                "input: { kind: label, classes: 5 }\n        positions: { kind: fourier, bands: 2 }",
                "fourier"
            },
            { "hf_optical_flow", "PCV217", "frames: 2, width: 5", "frames: 3, width: 5", "3" },
            {
                "hf_image_conv",
                "PCV217",
                "{ kind: conv, width: 4, padding: symmetric }",
                "{ kind: patches, size: 4, frames: 2 }",
                "2"
            },
            { "hf_multimodal", "PCV218", "samples: 16", "samples: 3", "4" },
            { "hf_image_conv", "PCV218", "height: 16, width: 16", "height: 2, width: 2", "symmetric" },
            { "paper-modelnet40", "PCV218", "{ kind: fourier, bands: 64, max_resolution: [1120] }", "none", "false" },
            {
                "hf_multimodal",
                "PCV219",
                "max_resolution: [2, 4, 4] }\n        mask",
                "max_resolution: [2, 4] }\n        mask",
                "max_resolution"
            },
            { "hf_basic_decoder", "PCV219", "max_resolution: [4, 5]", "max_resolution: [4, 5, 6]", "max_resolution" },
            { "paper-modelnet40", "PCV219", "max_resolution: [1120]", "max_resolution: []", "max_resolution" },
            { "krasserm_causal_lm", "PCV220", "padding: 0", "padding: 13", "13" },
            { "hf_masked_lm", "PCV220", "mask_token: 3", "mask_token: 13", "13" },
            { "hf_masked_lm", "PCV221", "vocabulary: 13", "vocabulary: 13, padding: 3", "3" },
            { "hf_masked_lm", "PCV222", "mask_token: 3", "mask_token: 3, random_share: 0.6, kept_share: 0.5", "0.6" },
            {
                "hf_image_learned",
                "PCV223",
                "kind: classification, classes: 5",
                "kind: masked_language_model, mask_token: 1",
                "masked_language_model"
            },
            {
                "hf_image_learned",
                "PCV223",
                "kind: classification, classes: 5",
                "kind: multimodal_autoencoding",
                "multimodal_autoencoding"
            },
            { "hf_multimodal", "PCV223", "task: multimodal_autoencoding", "task: autoencoding", "autoencoding" },
            {
                "hf_masked_lm",
                "PCV224",
                "{ kind: masked_language_model, mask_token: 3 }",
                "{ kind: classification, classes: 5 }",
                "queries"
            },
            { "hf_masked_lm", "PCV225", "count: 7", "count: 6", "6" },
            {
                "hf_basic_decoder",
                "PCV225",
                "{ kind: regression, outputs: 3 }",
                "{ kind: segmentation, classes: 3 }",
                "grid"
            },
            { "hf_image_conv", "PCV226", "kind: classification, classes: 5", "kind: autoencoding", "autoencoding" },
            { "hf_masked_lm", "PCV227", "kind: embedding, width: 8", "kind: embedding, width: 9", "tied" },
            { "hf_masked_lm", "PCV227", "kind: embedding, width: 8", "kind: one_hot", "tied" },
            {
                "hf_masked_lm",
                "PCV227",
                "{ kind: masked_language_model, mask_token: 3 }",
                "{ kind: regression, outputs: 2 }",
                "tied"
            },
            { "krasserm_causal_lm", "PCV228", "{ kind: tied, bias: true }", "none", "none" },
            { "hf_image_learned", "PCV229", "repeats: 2", "causal: true", "true" },
            { "hf_image_learned", "PCV229", "repeats: 2", "rotary: { kind: interleaved, share: 1 }", "interleaved" },
            {
                "hf_image_learned",
                "PCV230",
                "count: 4, width: 8",
                "count: 4, width: 8, source: last_inputs",
                "last_inputs"
            },
            { "krasserm_causal_lm", "PCV231", "count: 4", "count: 10", "10" },
            { "krasserm_causal_lm", "PCV232", "kind: embedding, width: 16", "kind: embedding, width: 12", "16" },
            {
                "krasserm_causal_lm",
                "PCV232",
                "kind: embedding, width: 16 }\n  positions: learned\n  latents: { count: 4, width: 16, source: { kind: last_inputs, hide_padding: cross_attend } }",
                "kind: embedding, width: 12 }\n  latents: { count: 4, width: 16, source: { kind: last_inputs, projection: true } }",
                "16"
            },
            { "krasserm_causal_lm", "PCV233", "causal: true", "causal: false", "false" },
            {
                "krasserm_causal_lm",
                "PCV233",
                "source: { kind: last_inputs, hide_padding: cross_attend }",
                "source: learned",
                "learned"
            },
            { "lucidrains_perceiver_inverted", "PCV234", "inverted: [true, false]", "inverted: [true]", "inverted" },
            { "krasserm_image_classifier", "PCV235", "attending_stages: 2", "attending_stages: 4", "4" },
            { "krasserm_causal_lm", "PCV236", "share: 0.5", "share: 0.3", "0.3" },
            { "krasserm_causal_lm", "PCV236", "share: 0.5", "share: 0.125", "0.125" },
            { "hf_multimodal", "PCV237", "- name: audio\n        input", "- name: image\n        input", "image" },
            { "hf_multimodal", "PCV237", "- name: audio\n        queries", "- name: image\n        queries", "image" },
            { "hf_multimodal", "PCV238", "- name: label\n        queries", "- name: lable\n        queries", "lable" },
            {
                "hf_multimodal",
                "PCV239",
                "queries: { kind: learned, count: 1, width: 9 }",
                "queries: inputs",
                "inputs"
            },
            { "hf_multimodal", "PCV260", "count: 1, width: 9", "count: 2, width: 9", "2" },
            { "hf_multimodal", "PCV261", "outputs: 5", "outputs: 6", "6" },
            { "multimodal-kinetics", "PCV263", "kind: none\n  split", "kind: clips\n  split", "700" },
            { "hf_multimodal", "PCV262", "grid: [4], bands: 3", "grid: [4], subsample: 5, bands: 3", "5" },
            {
                "hf_image_learned",
                "PCV254",
                "image_folder, path: nowhere }",
                "image_folder, path: nowhere }, augmentation: [point_scale]",
                "point_scale"
            },
            {
                "paper-modelnet40",
                "PCV252",
                "image_folder, path: nowhere }",
                "image_folder, path: nowhere }, augmentation: [{ kind: point_scale, min_factor: 2 }]",
                "2"
            },
            {
                "hf_masked_lm",
                "PCV220",
                "image_folder, path: nowhere }",
                "image_folder, path: nowhere }, augmentation: [{ kind: byte_masking, token: 13 }]",
                "13"
            },
            {
                "hf_masked_lm",
                "PCV204",
                "  latents:",
                "  positions: { kind: sinusoidal, combine: concat }\n  latents:",
                "concat"
            },
            { "hf_masked_lm", "PCV204", "  latents:", "  positions: { kind: random, width: 3 }\n  latents:", "3" },
            {
                "paper-modelnet40",
                "PCV322",
                "{ kind: fourier, bands: 64, max_resolution: [1120] }",
                "random",
                "random"
            },
            {
                "hf_multimodal",
                "PCV307",
                "grid: [4], bands: 3, max_resolution: [16]",
                "grid: [4], bands: 3, max_resolution: [17]",
                "max_resolution"
            },
            { "hf_basic_decoder", "PCV215", "axes: [7]", "axes: [100000, 100000]", "array" },
            { "hf_masked_lm", "PCV201", "heads: 8, qk_width: 256", "heads: 7, qk_width: 256", "7" },
            {
                "hf_masked_lm",
                "PCV203",
                "v_width: 8 }, attention_residual",
                "v_width: 16, output_projection: false }, attention_residual",
                "16"
            },
            { "hf_multimodal", "PCV320", "samples: 16", "samples: 18", "4" },
            { "hf_optical_flow", "PCV320", "frames: 2, height", "frames: 3, height", "2" },
            { "lucidrains-cifar10", "PCV321", "epochs: 1", "epochs: 1, batch_size: 16384", "16384" },
            { "lucidrains-cifar10", "PCV321", "epochs: 1", "epochs: 1, memory_budget: 0.01", "0.01" },
            {
                "paper-modelnet40",
                "PCV322",
                "{ kind: fourier, bands: 64, max_resolution: [1120] }",
                "learned",
                "learned"
            },
            { "hf_image_learned", "PCV306", "blocks: 2\n    repeats: 2", "blocks: 0\n    repeats: 2", "2" },
            { "krasserm_causal_lm", "PCV306", "layers: 1", "layers: 3", "3" },
            {
                "krasserm_causal_lm",
                "PCV306",
                "source: { kind: last_inputs, hide_padding: cross_attend }",
                "init: zeros, source: { kind: last_inputs, hide_padding: cross_attend }",
                "zeros"
            },
            {
                "hf_basic_decoder",
                "PCV306",
                "positions: none",
                "preprocessor: { kind: pixels, stride: 2 }\n  positions: none",
                "2"
            },
            { "lucidrains_perceiver_lm", "PCV306", "mlp: null,", "mlp: null, mlp_residual: false,", "false" },
            { "hf_masked_lm", "PCV304", "  latents:", "  positions: none\n  latents:", "none" },
            {
                "hf_image_learned",
                "PCV245",
                "source: { kind: image_folder, path: nowhere }",
                "source: { kind: text, path: a }",
                "text"
            },
            {
                "hf_image_learned",
                "PCV246",
                "source: { kind: image_folder, path: nowhere }",
                "source: scenes",
                "scenes"
            },
            {
                "hf_masked_lm",
                "PCV247",
                "source: { kind: image_folder, path: nowhere }",
                "source: { kind: text, path: a }, split: { method: random }",
                "random"
            },
            {
                "hf_masked_lm",
                "PCV248",
                "source: { kind: image_folder, path: nowhere }",
                "source: { kind: text, path: a }, split: { method: last }",
                "13"
            },
            {
                "hf_image_learned",
                "PCV249",
                "classification, classes: 5 }\n\ndata: { source: { kind: image_folder, path: nowhere } }",
                "regression, outputs: 2 }\n\ndata: { source: cifar100, augmentation: [mixup] }",
                "augmentation"
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_edit_of_a_published_model_breaks_one_rule_at_its_place(
        string model,
        string rule,
        string before,
        string after,
        string place
    )
    {
        var original = PublishedModels.Text(model);
        Assert.DoesNotContain(PublishedModels.AllOf(original).Findings, one => one.Rule.Id == rule);
        Assert.Contains(before, original, StringComparison.Ordinal);
        var text = original.Replace(before, after, StringComparison.Ordinal);

        var compiled = PublishedModels.AllOf(text);

        var finding = Assert.Single(compiled.Findings, one => one.Rule.Id == rule);
        Assert.Equal(place, text.Substring(finding.Span.Start, finding.Span.Length));
        Assert.DoesNotContain("{", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_published_model_is_in_order() =>
        Assert.All(
            PublishedModels.Names,
            name =>
                Assert.DoesNotContain(
                    ConfigCompiler.Compile(PublishedModels.Text(name)).Findings,
                    one => one.Severity == Severity.Error
                )
        );
}
