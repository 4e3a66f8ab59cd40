using System.Text.Json.Nodes;
using Xunit;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>Each argument that other programs make a model with has its say here, and the default that they give it.</summary>
public sealed class ArgumentReadingTests
{
    private const string Training = "how it is trained, not what it is";
    private const string Elsewhere = "another argument says it";
    private const string Kind = "for another kind of preprocessor";
    private const string Fixed = "the family has one value for it";

    public static IEnumerable<object[]> Cases => ReferenceFixture.Cases.Append(["keras_example_f64"]);

    // What has no say, and why; where only some families ignore it, they are named.
    private static readonly (string Path, string Reason, string[] Families)[] Silent =
    [
        ("config/activation_checkpointing", Training, []),
        ("config/activation_offloading", Training, []),
        ("config/max_heads_parallel", Training, []),
        ("config/init_scale", Training, []),
        ("config/encoder/init_scale", Training, []),
        ("config/decoder/init_scale", Training, []),
        ("config/encoder/freeze", Training, []),
        ("config/decoder/freeze", Training, []),
        ("config/encoder/params", "where weights come from", []),
        ("config/prefix_len", "how long a prefix the case has", []),
        ("config/head_rotary_channels", Elsewhere, []),
        ("config/decoder/vocab_size", Elsewhere, []),
        ("config/num_labels", Elsewhere, [.. Images, .. Texts, "hf_basic_decoder", "hf_optical_flow"]),
        ("config/image_size", Elsewhere, [.. Images[..2], .. Texts, "hf_basic_decoder", "hf_optical_flow", Several]),
        ("config/train_size", Elsewhere, []),
        (
            "config/d_model",
            "inputs are as wide as their preprocessor makes them",
            [.. Images, "hf_optical_flow", Several]
        ),
        ("config/preprocessor/conv2d_use_batchnorm", Kind, [.. Images[..2], "hf_optical_flow"]),
        ("config/preprocessor/conv_after_patching", Kind, Images),
        ("config/preprocessor/conv_after_patching_in_channels", Elsewhere, []),
        ("config/preprocessor/temporal_downsample", "an image is one frame", Images),
        ("config/queries_dim", Elsewhere, ["lucidrains_perceiver_lm"]),
        ("config/logits_dim", Elsewhere, ["lucidrains_perceiver_lm"]),
        ("config/weight_tie_layers", "one layer has nothing to be tied to", ["lucidrains_perceiver_lm"]),
        ("config/encoder/first_cross_attention_layer_shared", "one layer is the first", ["krasserm_masked_lm"]),
        ("config/encoder/first_self_attention_block_shared", "one block is the first", ["krasserm_masked_lm"]),
        ("decoder/type", "the family says it", []),
        ("decoder/final_project", Fixed, ["hf_masked_lm", Several]),
        ("decoder/output_num_channels", Elsewhere, ["hf_masked_lm", Several]),
        ("decoder/output_index_dims", Fixed, [.. Images, Texts[1], "hf_optical_flow"]),
        ("decoder/position_encoding_type", Fixed, [.. Images, Texts[1], "hf_optical_flow"]),
    ];

    // What may be left out, and what it is then; everything else must be given. Text is JSON.
    private static readonly (string Program, string Key, string Value)[] Defaults =
    [
        ("lucidrains", "attn_dropout", "0"),
        ("lucidrains", "decoder_ff", "false"),
        ("lucidrains", "ff_dropout", "0"),
        ("lucidrains", "ff_mult", "4"),
        ("lucidrains", "final_classifier_head", "true"),
        ("lucidrains", "fourier_encode_data", "true"),
        ("lucidrains", "inverted_cross_attn", "false"),
        ("lucidrains", "logits_dim", "null"),
        ("lucidrains", "self_per_cross_attn", "1"),
        ("lucidrains", "seq_dropout_prob", "0"),
        ("lucidrains", "weight_tie_layers", "false"),
        ("hf", "attention_probs_dropout_prob", "0"),
        ("hf", "concat_or_add_pos", "\"concat\""),
        ("hf", "concat_pos", "true"),
        ("hf", "conv2d_use_batchnorm", "true"),
        ("hf", "conv_after_patching", "false"),
        ("hf", "cross_attention_shape_for_attention", "\"kv\""),
        ("hf", "cross_attention_widening_factor", "1"),
        ("hf", "final_project", "true"),
        ("hf", "hidden_act", "\"gelu\""),
        ("hf", "in_channels", "3"),
        ("hf", "num_heads", "1"),
        ("hf", "out_channels", "null"),
        ("hf", "output_image_shape", "null"),
        ("hf", "preprocessor/position_encoding_type", "\"fourier\""),
        ("hf", "decoder/position_encoding_type", "\"trainable\""),
        ("hf", "project_pos_dim", "-1"),
        ("hf", "qk_channels", "null"),
        ("hf", "rescale_factor", "100"),
        ("hf", "self_attention_widening_factor", "1"),
        ("hf", "sine_only", "false"),
        ("hf", "spatial_downsample", "1"),
        ("hf", "temporal_downsample", "1"),
        ("hf", "config/use_query_residual", "true"),
        ("hf", "decoder/use_query_residual", "false"),
        ("hf", "v_channels", "null"),
        ("hf", "widening_factor", "1"),
        ("krasserm", "abs_pos_emb", "true"),
        ("krasserm", "cross_attention_dropout", "0.5"),
        ("krasserm", "cross_attention_residual", "true"),
        ("krasserm", "encoder/cross_attention_widening_factor", "1"),
        ("krasserm", "decoder/cross_attention_widening_factor", "1"),
        ("krasserm", "config/cross_attention_widening_factor", "4"),
        ("krasserm", "dropout", "0"),
        ("krasserm", "first_cross_attention_layer_shared", "false"),
        ("krasserm", "first_self_attention_block_shared", "true"),
        ("krasserm", "num_cross_attention_layers", "1"),
        ("krasserm", "num_cross_attention_qk_channels", "null"),
        ("krasserm", "num_cross_attention_v_channels", "null"),
        ("krasserm", "num_output_queries", "1"),
        ("krasserm", "decoder/num_output_query_channels", "null"),
        ("krasserm", "num_self_attention_blocks", "1"),
        ("krasserm", "num_self_attention_qk_channels", "null"),
        ("krasserm", "num_self_attention_rotary_layers", "1"),
        ("krasserm", "num_self_attention_v_channels", "null"),
        ("krasserm", "output_bias", "true"),
        ("krasserm", "output_norm", "false"),
        ("krasserm", "post_attention_dropout", "0"),
        ("krasserm", "residual_dropout", "0"),
        ("krasserm", "encoder/self_attention_widening_factor", "1"),
        ("krasserm", "config/self_attention_widening_factor", "4"),
        ("keras", "second_residual", "true"),
    ];

    private static string[] Images => ["hf_image_learned", "hf_image_fourier_masked", "hf_image_conv"];

    private static string[] Texts => ["hf_masked_lm", "hf_sequence_classification"];

    private static string Several => "hf_multimodal";

    [Theory]
    [MemberData(nameof(Cases))]
    public void Another_value_is_another_model_or_refused(string name)
    {
        var reading = new ArgumentReading(name);
        var now = reading.AsItIs;
        Assert.Equal("", now.Refusal);
        foreach (var path in reading.Paths)
        {
            var silent = Silent.Any(one =>
                one.Path == path && (one.Families.Length == 0 || one.Families.Contains(reading.Family))
            );
            Assert.True(reading.Others(path).All(other => other == now) == silent, path);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_left_out_has_its_default_or_is_asked_for_by_name(string name)
    {
        var reading = new ArgumentReading(name);
        var now = reading.AsItIs;
        foreach (var path in reading.Paths.Where(path => !reading.Others(path).All(other => other == now)))
        {
            var (known, without) = (Default(reading.Family, path), reading.Without(path));
            if (known is null || Required(reading.Family, path))
            {
                Assert.True(without.Refusal.Contains(path.Split('/')[^1], StringComparison.Ordinal), path);
                Assert.Null(without.Made);
            }
            else
            {
                Assert.True(without == reading.With(path, JsonNode.Parse(known)), path);
            }
        }
    }

    // Some families cannot do without what others have a default for.
    private static bool Required(string family, string path) =>
        (family, path.Split('/')[^1])
            is
                ("hf_image_conv", "out_channels")
                or
                ("krasserm_image_classifier", "num_output_query_channels");

    private static string? Default(string family, string path) =>
        Defaults
            .Where(one =>
                family.StartsWith(one.Program, StringComparison.Ordinal)
                && ("/" + path).EndsWith("/" + one.Key, StringComparison.Ordinal)
            )
            .Select(one => one.Value)
            .SingleOrDefault();
}
