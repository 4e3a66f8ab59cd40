using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using FsCheck.Xunit;
using Microsoft.CodeAnalysis;
using Perceiver.Config;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;
using static Perceiver.Properties.Tests.Generator.GeneratorHarness;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>What is emitted for a valid config.</summary>
public sealed class BuilderTests
{
    [Fact]
    public void The_source_of_a_small_config_is_as_approved()
    {
        var (result, _) = Run(WithModel, Yaml("tiny-model", TinyConfig.Text));

        foreach (var source in result.GeneratedSources)
        {
            Approve(source.HintName, source.SourceText.ToString());
        }

        Assert.Equal(2, result.GeneratedSources.Length);
    }

    [Fact]
    public void The_source_compiles_against_the_model_without_a_warning()
    {
        var (result, output) = Run(WithModel, Yaml("tiny-model", TinyConfig.Text));

        Assert.Empty(result.Diagnostics);
        Assert.Empty(Problems(output));
    }

    [Theory]
    [InlineData("config", "ConfigModel")]
    [InlineData("2nd model", "Config2ndModel")]
    [InlineData("--", "ConfigModel")]
    [InlineData("a\"b", "AB")]
    [InlineData("knee-small", "KneeSmall")]
    public void Every_file_name_gives_a_type_that_compiles(string file, string type)
    {
        var (_, output) = Run(WithModel, Yaml(file, TinyConfig.Text));

        Assert.Empty(Problems(output));
        Assert.NotNull(output.GetTypeByMetadataName("Perceiver.Generated." + type));
    }

    [Fact]
    public void The_constants_are_those_of_the_config()
    {
        var config = ConfigCompiler.Compile(TinyConfig.Text);

        var (_, output) = Run(WithModel, Yaml("tiny-model", TinyConfig.Text));

        Assert.Equal(config.Hash, Constant(output, "Hash"));
        Assert.Equal(Cost.ParameterCount(config.Config!), Constant(output, "ParameterCount"));
        Assert.Equal(Cost.ForwardFlops(config.Config!), Constant(output, "ForwardFlops"));
        Assert.Equal(
            (4, 8, 3),
            (Constant(output, "Latents"), Constant(output, "LatentWidth"), Constant(output, "Classes"))
        );
    }

    [Property(Arbitrary = [typeof(ConfigArbitrary)], MaxTest = 8)]
    public void The_emitted_expression_builds_an_equal_config(PerceiverConfig config)
    {
        var (_, output) = Run(WithConfig, Yaml("some", ConfigWriter.Write(config)));

        using var image = new MemoryStream();
        var emitted = output.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        var context = new AssemblyLoadContext(null, isCollectible: true);
        var type = context.LoadFromStream(image).GetType("Perceiver.Generated.Some")!;
        Assert.Equal(config, type.GetProperty("Config")!.GetValue(null));
        context.Unload();
    }

    [Fact]
    public void A_project_without_the_model_gets_config_and_constants()
    {
        var (result, output) = Run(WithConfig, Yaml("tiny-model", TinyConfig.Text));

        Assert.Empty(Problems(output));
        Assert.Single(result.GeneratedSources);
        var type = output.GetTypeByMetadataName("Perceiver.Generated.TinyModel")!;
        Assert.NotEmpty(type.GetMembers("Config"));
        Assert.Empty(type.GetMembers("Init"));
    }

    [Fact]
    public void A_project_with_nothing_of_ours_gets_constants()
    {
        var (_, output) = Run(Bare, Yaml("tiny-model", TinyConfig.Text));

        Assert.Empty(Problems(output));
        Assert.Empty(output.GetTypeByMetadataName("Perceiver.Generated.TinyModel")!.GetMembers("Config"));
        Assert.NotEqual(0L, Constant(output, "ParameterCount"));
    }

    [Fact]
    public void Files_that_are_not_marked_are_left_alone()
    {
        var (result, _) = Run(WithModel, Yaml("unmarked", "neither: a config"));

        Assert.Empty(result.GeneratedSources);
        Assert.Empty(result.Diagnostics);
    }

    private static object? Constant(Compilation output, string name) =>
        output
            .GetTypeByMetadataName("Perceiver.Generated.TinyModel")!
            .GetMembers(name)
            .OfType<IFieldSymbol>()
            .Single()
            .ConstantValue;

    // Set PERCEIVER_APPROVE=1 to accept what is emitted now; the difference then shows in version control.
    private static void Approve(string name, string source, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "Baselines", name + ".txt");
        if (Environment.GetEnvironmentVariable("PERCEIVER_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, source);
        }

        Assert.Equal(File.ReadAllText(path), source);
    }
}
