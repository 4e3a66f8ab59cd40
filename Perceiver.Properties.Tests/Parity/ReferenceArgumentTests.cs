using System.Text.Json;
using System.Text.Json.Nodes;
using Perceiver.Config;
using Perceiver.Model;
using Xunit;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>Constructor arguments of other programs, beyond those that the fixtures have.</summary>
public sealed class ReferenceArgumentTests
{
    [Fact]
    public void A_missing_argument_is_named() =>
        Assert.Equal(
            "The argument latent_dim must be given: a whole number.",
            Refusal("lucidrains_perceiver_tie_true", config => config.Remove("latent_dim"))
        );

    [Fact]
    public void An_argument_of_another_type_is_named() =>
        Assert.Equal(
            "The argument num_blocks must be given: a whole number.",
            Refusal("hf_masked_lm", config => config["num_blocks"] = "one")
        );

    [Fact]
    public void What_cannot_be_declared_is_refused() =>
        Assert.Equal(
            "The argument hidden_act is swish, but must be gelu, gelu_new, relu or relu2.",
            Refusal("hf_masked_lm", config => config["hidden_act"] = "swish")
        );

    [Theory]
    [InlineData("gelu", Activation.Gelu)]
    [InlineData("gelu_new", Activation.GeluTanh)]
    [InlineData("gelu_fast", Activation.GeluTanh)]
    [InlineData("gelu_pytorch_tanh", Activation.GeluTanh)]
    [InlineData("relu", Activation.Relu)]
    [InlineData("relu2", Activation.SquaredRelu)]
    public void Activations_have_their_names(string name, Activation activation)
    {
        var encoder = Model("hf_masked_lm", config => config["hidden_act"] = name).Encoder;
        Assert.Equal(activation, encoder.SelfAttend.Mlp!.Activation);
        Assert.Equal(activation, encoder.CrossAttend.Mlp!.Activation);
    }

    [Theory]
    [InlineData("lucidrains_perceiver_inverted", "inverted_cross_attn", "[true, 1]", "a list of true and false")]
    [InlineData("krasserm_image_classifier", "encoder/image_shape", "[8, 8.5, 3]", "a list of whole numbers")]
    [InlineData("krasserm_image_classifier", "encoder/image_shape", "[]", "a list of whole numbers")]
    [InlineData(
        "hf_optical_flow",
        "preprocessor/fourier_position_encoding_kwargs/max_resolution",
        "[4, \"5\"]",
        "a list of numbers"
    )]
    [InlineData(
        "hf_image_fourier_masked",
        "preprocessor/fourier_position_encoding_kwargs/max_resolution",
        "[4, 5, 6]",
        "a list of 2 whole numbers"
    )]
    public void A_list_of_something_else_is_refused(string name, string path, string value, string wanted)
    {
        var keys = path.Split('/');
        var refusal = Refusal(
            name,
            config =>
                keys[..^1].Aggregate(config, (group, key) => group[key]!.AsObject())[keys[^1]] = JsonNode.Parse(value)
        );
        Assert.Equal($"The argument {keys[^1]} must be given: {wanted}.", refusal);
    }

    [Fact]
    public void Another_program_than_the_configs_has_no_names_for_it()
    {
        var config = KerasFixture.Config(Model("hf_image_learned", _ => { }), new TaskConfig.Classification(5));
        var error = Assert.Throws<ArgumentException>(() => LucidrainsIo.Names(config));
        Assert.Contains("lucidrains/perceiver-pytorch has no such model", error.Message, StringComparison.Ordinal);
        Assert.Contains("decoder.query", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_classifier_without_its_last_layer_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            Read("hf_image_learned", "decoder", with => with["final_project"] = false)
        );
        Assert.Equal("The argument final_project is false, but must be true for a classifier.", error.Message);
    }

    [Fact]
    public void Without_its_head_a_model_answers_with_its_latents()
    {
        var (model, task) = Read(
            "lucidrains_perceiver_tie_true",
            "config",
            with => with["final_classifier_head"] = false
        );
        Assert.IsType<DecoderConfig.Latents>(model.Decoder);
        Assert.Equal(new TaskConfig.Regression(model.Latents.Width), task);
        Assert.IsType<TaskConfig.Classification>(Read("lucidrains_perceiver_tie_true", "config", _ => { }).Task);
    }

    [Fact]
    public void One_flag_inverts_every_cross_attend()
    {
        EquatableArray<bool> all = [true, true, true];
        var model = Model("lucidrains_perceiver_tie_true", config => config["inverted_cross_attn"] = true);
        Assert.Equal(all, model.Encoder.Inverted);
    }

    [Theory]
    [InlineData(1, 3, false, true, WeightSharing.All, 1)]
    [InlineData(1, 3, false, false, WeightSharing.FirstTowerApart, 1)]
    [InlineData(2, 3, false, true, WeightSharing.FirstCrossAttendApart, 2)]
    [InlineData(3, 3, true, true, WeightSharing.All, null)]
    [InlineData(3, 3, false, false, WeightSharing.FirstStageApart, null)]
    public void The_first_use_has_weights_of_its_own_unless_shared(
        int attending,
        int stages,
        bool crossAttendShared,
        bool towerShared,
        WeightSharing sharing,
        int? attendingStages
    )
    {
        var encoder = Model(
            "krasserm_image_classifier",
            config =>
            {
                var given = config["encoder"]!.AsObject();
                given["num_cross_attention_layers"] = attending;
                given["num_self_attention_blocks"] = stages;
                given["first_cross_attention_layer_shared"] = crossAttendShared;
                given["first_self_attention_block_shared"] = towerShared;
            }
        ).Encoder;
        Assert.Equal((sharing, attendingStages, stages), (encoder.Sharing, encoder.AttendingStages, encoder.Stages));
    }

    [Fact]
    public void How_an_image_is_cut_is_read_from_its_preprocessor()
    {
        PreprocessorConfig Cut(string name, Action<JsonObject> change) =>
            Model(name, config => change(config["preprocessor"]!.AsObject())).Preprocessor;

        Assert.True(Assert.IsType<PreprocessorConfig.Conv>(Cut("hf_image_conv", _ => { })).BatchNorm);
        Assert.True(
            Assert
                .IsType<PreprocessorConfig.Conv>(Cut("hf_image_conv", with => with.Remove("conv2d_use_batchnorm")))
                .BatchNorm
        );
        Assert.False(
            Assert
                .IsType<PreprocessorConfig.Conv>(Cut("hf_image_conv", with => with["conv2d_use_batchnorm"] = false))
                .BatchNorm
        );
        var pixels = Cut("hf_image_learned", with => with["spatial_downsample"] = 2);
        Assert.Equal(2, Assert.IsType<PreprocessorConfig.Pixels>(pixels).Stride);
        Assert.Equal(5, Assert.IsType<PreprocessorConfig.Patches>(Cut("hf_optical_flow", _ => { })).Width);
        foreach (
            var change in (Action<JsonObject>[])
                [with => with["conv_after_patching"] = false, with => with.Remove("conv_after_patching")]
        )
        {
            Assert.Null(Assert.IsType<PreprocessorConfig.Patches>(Cut("hf_optical_flow", change)).Width);
        }

        var error = Assert.Throws<ArgumentException>(() =>
            Cut("hf_image_learned", with => with["prep_type"] = "wavelets")
        );
        Assert.Equal(
            "The argument prep_type is wavelets, but must be conv, conv1x1, patches or pixels.",
            error.Message
        );
    }

    private static string Refusal(string name, Action<JsonObject> change) =>
        Assert.Throws<ArgumentException>(() => Model(name, change)).Message;

    private static ModelConfig Model(string name, Action<JsonObject> change) => Read(name, "config", change).Model;

    private static (ModelConfig Model, TaskConfig Task) Read(string name, string part, Action<JsonObject> change)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Fixtures", name + ".json");
        var document = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        change(document[part]!.AsObject());
        var family = ReferenceFamilies.Find((string)document["family"]!)!;
        return family.Config(JsonSerializer.SerializeToElement(document), ReferenceSizes.Unknown);
    }
}
