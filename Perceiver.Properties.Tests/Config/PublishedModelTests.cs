using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Published models have the numbers of parameters that their authors, or their weights, count.</summary>
public sealed class PublishedModelTests
{
    /// <summary>Counts from the papers, from the published classes, and from the state dicts of tiny models of each.</summary>
    public static TheoryData<string, long> Counts =>
        new()
        {
            { "imagenet-learned", 62_255_848 },
            { "imagenet-fourier", 48_440_627 },
            { "imagenet-conv", 48_646_522 },
            { "language-bytes", 201_108_230 },
            { "optical-flow", 41_057_134 },
            { "multimodal-kinetics", 19_858_855 },
            { "paper-imagenet", 44_912_254 },
            { "paper-imagenet-unshared", 326_241_856 },
            { "lucidrains-cifar10", 2_650_424 },
            // Counted by hand: 2 cross-attends of 1,225,633, 6 blocks of 1,577,984, latents and a head.
            { "paper-modelnet40", 12_201_834 },
            { "lucidrains_perceiver_tie_false", 10_131 },
            { "lucidrains_perceiver_tie_true", 6_785 },
            { "lucidrains_perceiver_inverted", 4_513 },
            { "lucidrains_perceiver_io_tie_false", 4_863 },
            { "lucidrains_perceiver_io_tie_true", 3_727 },
            { "lucidrains_perceiver_lm", 2_515 },
            { "krasserm_image_classifier", 3_835 },
            { "krasserm_masked_lm", 1_771 },
            { "krasserm_causal_lm", 6_749 },
            { "krasserm_causal_lm_outnorm_allrotary", 6_624 },
            { "hf_basic_decoder", 1_921 },
            { "hf_image_conv", 2_959 },
            { "hf_image_fourier_masked", 2_612 },
            { "hf_image_learned", 2_235 },
            { "hf_masked_lm", 6_397 },
            { "hf_multimodal", 5_218 },
            { "hf_optical_flow", 2_939 },
            { "hf_sequence_classification", 2_007 },
        };

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_published_model_has_its_number_of_parameters(string name, long count) =>
        Assert.Equal(count, Cost.ParameterCount(PublishedModels.Config(name)));

    [Fact]
    public void Every_published_model_is_counted() =>
        Assert.Equal(PublishedModels.Names, Counts.Select(row => (string)row[0]).Order());

    [Fact]
    public void Names_are_distinct_and_sizes_positive()
    {
        foreach (var name in PublishedModels.Names)
        {
            var specs = Shapes.Of(PublishedModels.Config(name));
            Assert.Equal(specs.Count, specs.Select(spec => spec.Name).Distinct().Count());
            Assert.All(specs, spec => Assert.True(spec.Count > 0, $"{name}: {spec.Name}"));
        }
    }

    [Fact]
    public void A_published_model_survives_the_way_to_its_canonical_text_and_back()
    {
        foreach (var name in PublishedModels.Names)
        {
            var compiled = PublishedModels.Compile(name);
            var again = PublishedModels.AllOf(compiled.Canonical!);
            Assert.Equal(compiled.Config, again.Config);
            Assert.Equal(compiled.Canonical, again.Canonical);
        }
    }
}
