using Perceiver.Config;
using Perceiver.Generated;
using Perceiver.Properties.Tests.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>The shipped configs, as the build compiled them.</summary>
public sealed class ShippedConfigTests
{
    [Fact]
    public void The_keras_example_has_its_number_of_parameters() => Assert.Equal(9_697_637, Cifar100.ParameterCount);

    [Fact]
    public void The_knee_seed_has_its_number_of_parameters() => Assert.Equal(9_672_451, Knee.ParameterCount);

    /// <summary>The constants of the published models' types.</summary>
    public static TheoryData<string, long, long> FullSize =>
        new()
        {
            { ImagenetLearned.Builder.Name, ImagenetLearned.ParameterCount, 62_255_848 },
            { ImagenetFourier.Builder.Name, ImagenetFourier.ParameterCount, 48_440_627 },
            { ImagenetConv.Builder.Name, ImagenetConv.ParameterCount, 48_646_522 },
            { LanguageBytes.Builder.Name, LanguageBytes.ParameterCount, 201_108_230 },
            { OpticalFlow.Builder.Name, OpticalFlow.ParameterCount, 41_057_134 },
            { MultimodalKinetics.Builder.Name, MultimodalKinetics.ParameterCount, 19_858_855 },
            { PaperImagenet.Builder.Name, PaperImagenet.ParameterCount, 44_912_254 },
            { PaperImagenetUnshared.Builder.Name, PaperImagenetUnshared.ParameterCount, 326_241_856 },
        };

    [Theory]
    [MemberData(nameof(FullSize))]
    public void A_published_model_has_its_number_of_parameters(string name, long constant, long published)
    {
        Assert.Equal(published, constant);
        Assert.Equal(published, Cost.ParameterCount(ShippedConfigs.Compile(name).Config!));
    }

    [Fact]
    public void The_quick_start_is_small() => Assert.InRange(FashionMnist.ParameterCount, 1, 250_000);

    [Fact]
    public void Every_file_is_in_the_registry_and_compiles_to_the_same_at_run_time()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "configs"), "*.yaml");

        Assert.Equal(files.Select(Path.GetFileNameWithoutExtension).Order(), Models.All.Keys.Order());
        foreach (var file in files)
        {
            var builder = Models.All[Path.GetFileNameWithoutExtension(file)];
            var compiled = ShippedConfigs.Compile(Path.GetFileNameWithoutExtension(file));
            Assert.Empty(compiled.Findings);
            Assert.Equal(compiled.Config, builder.Config);
            Assert.Equal(compiled.Hash, builder.Hash);
            Assert.Equal(Cost.ParameterCount(compiled.Config!), builder.ParameterCount);
            Assert.Equal(Cost.ForwardFlops(compiled.Config!), builder.ForwardFlops);
        }
    }
}
