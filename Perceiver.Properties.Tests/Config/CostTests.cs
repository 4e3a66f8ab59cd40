using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Shapes and cost against numbers known from elsewhere, and against each other.</summary>
public sealed class CostTests
{
    [Fact]
    public void The_keras_example_costs_what_its_authors_count()
    {
        var config = ShippedConfigs.Compile("cifar100").Config!;

        Assert.Equal(9_697_637, Cost.ParameterCount(config));
        Assert.InRange(Cost.ForwardFlops(config), 14_690_000_000, 14_710_000_000);
    }

    [Fact]
    public void The_knee_seed_has_its_number_of_parameters() =>
        Assert.Equal(9_672_451, Cost.ParameterCount(ShippedConfigs.Compile("knee").Config!));

    // The counts of the paper's ImageNet model with and without shared weights, 2103.03206, section 4.1.
    [Theory]
    [InlineData("first_cross_attend_apart", 44_912_254)]
    [InlineData("none", 326_241_856)]
    [InlineData("first_stage_apart", 82_722_430)]
    public void The_papers_model_has_its_number_of_parameters(string sharing, long count)
    {
        var config = ConfigCompiler.Compile(
            $$"""
            model:
              input: { kind: image, height: 224, width: 224, channels: 3 }
              positions: { kind: fourier, bands: 64 }
              latents: { count: 512, width: 1024 }
              encoder:
                stages: 8
                blocks: 6
                sharing: {{sharing}}
                cross_attend: { attention: { qk_width: 261, v_width: 261 } }
              decoder: { kind: mean_pool, norm: false }
            task: { kind: classification, classes: 1000 }
            data: { source: { kind: image_folder, path: imagenet } }
            training: { epochs: 120 }
            """
        );

        Assert.Equal(count, Cost.ParameterCount(config.Config!));
    }

    [Property(Arbitrary = [typeof(AnyConfigArbitrary)], QuietOnSuccess = true)]
    public void Names_are_distinct_and_sizes_positive(PerceiverConfig config)
    {
        var specs = Shapes.Of(config);

        Assert.Equal(specs.Count, specs.Select(spec => spec.Name).Distinct().Count());
        Assert.All(specs, spec => Assert.True(spec.Count > 0, spec.Name));
        Assert.Equal(config.Model.Latents.Source is LatentSource.Learned, specs[0].Name == "latents");
    }

    [Property(Arbitrary = [typeof(AnyConfigArbitrary)], QuietOnSuccess = true)]
    public void Counting_a_block_once_counts_what_a_list_of_all_has(PerceiverConfig config)
    {
        var (all, once) = (Shapes.Of(config), Shapes.Once(config));

        Assert.Equal(all.Count, once.Tensors);
        Assert.Equal(all.Sum(spec => (decimal)spec.Count), once.Numbers);
        Assert.Subset(all.ToHashSet(), once.ToArray().ToHashSet());
    }

    // Whatever its numbers, a config is answered in the time that its text takes.
    [Fact]
    public void The_deepest_model_is_counted_without_listing_it()
    {
        var deep = ShippedConfigs
            .Text("fashion-mnist")
            .Replace("stages: 3", "stages: 64", StringComparison.Ordinal)
            .Replace("blocks: 1", "blocks: 128", StringComparison.Ordinal);
        var config = PublishedModels.AllOf(deep.Replace("sharing: none", "sharing: all", StringComparison.Ordinal));

        Assert.Equal(
            Shapes.Once(config.Config!).ToArray().Count,
            Shapes.Once(Deepened(config.Config!)).ToArray().Count
        );
        var finding = Assert.Single(ConfigCompiler.Compile(deep).Findings);
        Assert.Equal(Rules.ModelTooLarge, finding.Rule);
        Assert.Contains("132,236 tensors", finding.Message, StringComparison.Ordinal);
    }

    private static PerceiverConfig Deepened(PerceiverConfig config) =>
        config with
        {
            Model = config.Model with { Encoder = config.Model.Encoder with { Sharing = WeightSharing.None } },
        };

    [Property(Arbitrary = [typeof(ConfigArbitrary)], QuietOnSuccess = true)]
    public void One_more_stage_costs_as_much_as_the_one_before(PerceiverConfig config)
    {
        long Flops(int stages) => Cost.ForwardFlops(Staged(config, stages));

        Assert.Equal(Flops(2) - Flops(1), Flops(3) - Flops(2));
        Assert.True(Flops(2) > Flops(1));
    }

    [Property(Arbitrary = [typeof(ConfigArbitrary)], QuietOnSuccess = true)]
    public void Sharing_all_makes_further_stages_free_of_parameters(PerceiverConfig config)
    {
        long Count(int stages, WeightSharing sharing)
        {
            var staged = Staged(config, stages);
            var encoder = staged.Model.Encoder with { Sharing = sharing };
            return Cost.ParameterCount(staged with { Model = staged.Model with { Encoder = encoder } });
        }

        Assert.Equal(Count(1, WeightSharing.All), Count(3, WeightSharing.All));
        Assert.True(Count(3, WeightSharing.None) > Count(3, WeightSharing.All));
        Assert.Equal(Count(2, WeightSharing.None), Count(3, WeightSharing.FirstStageApart));
    }

    private static PerceiverConfig Staged(PerceiverConfig config, int stages) =>
        config with
        {
            Model = config.Model with
            {
                Encoder = config.Model.Encoder with { Stages = stages, AttendingStages = null, Inverted = [] },
            },
        };

    // Keras counts the leading axes of a 3-D kernel as its receptive field (reference notes on the Keras example, 1.2):
    // [256, 8, 256] has fans 2048 and 65536, [8, 256, 256] has 2048 twice.
    [Theory]
    [InlineData("query", 67584)]
    [InlineData("key", 67584)]
    [InlineData("value", 67584)]
    [InlineData("output", 4096)]
    public void Attention_weights_of_the_Keras_example_start_with_the_fans_of_Keras(string layer, double fans)
    {
        var specs = Shapes.Of(ShippedConfigs.Compile("cifar100").Config!);
        var weight = specs.Single(spec => spec.Name == $"encoder.towers.0.0.attention.{layer}.weight");
        Assert.Equal(new InitConfig(InitKind.Uniform, Math.Sqrt(6 / fans)), weight.Init);
        var cross = specs.Single(spec => spec.Name == "encoder.cross_attends.0.attention.query.weight");
        Assert.Equal(new InitConfig(InitKind.GlorotUniform, 0), cross.Init);
    }
}
