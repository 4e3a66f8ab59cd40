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

    [Fact]
    public void Another_program_than_the_configs_has_no_names_for_it()
    {
        var config = KerasFixture.Config(Model("hf_image_learned", _ => { }), new TaskConfig.Classification(5));
        var error = Assert.Throws<ArgumentException>(() => LucidrainsIo.Names(config));
        Assert.Contains("lucidrains/perceiver-pytorch has no such model", error.Message, StringComparison.Ordinal);
        Assert.Contains("decoder.query", error.Message, StringComparison.Ordinal);
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

    private static ModelConfig Model(string name, Action<JsonObject> change)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Fixtures", name + ".json");
        var document = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        change(document["config"]!.AsObject());
        var family = ReferenceFamilies.Find((string)document["family"]!)!;
        return family.Config(JsonSerializer.SerializeToElement(document), ReferenceSizes.Unknown).Model;
    }
}
