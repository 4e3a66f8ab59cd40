using Microsoft.CodeAnalysis;
using Perceiver.Generators.Configs;
using Xunit;
using static Perceiver.Properties.Tests.Generator.GeneratorHarness;
using static Perceiver.Properties.Tests.Generator.TrackedSteps;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>What is run anew after an edit where one config extends another.</summary>
public sealed class ExtendsCachingTests
{
    private static readonly AdditionalText Base = Yaml("first", TinyConfig.Text);
    private static readonly AdditionalText Other = Yaml("second", TinyConfig.Text);

    [Fact]
    public void A_changed_base_emits_those_that_extend_it_and_no_other()
    {
        var (top, middle) = (Yaml("top", "extends: middle"), Yaml("middle", "extends: first"));
        var compilation = Compilation(WithModel);
        var driver = Driver(Other, top, middle, Base).RunGenerators(compilation);
        Assert.Empty(driver.GetRunResult().Diagnostics);

        var changed = Yaml("first", TinyConfig.Text.Replace("count: 4", "count: 5", StringComparison.Ordinal));
        var result = driver.ReplaceAdditionalText(Base, changed).RunGenerators(compilation).GetRunResult();

        Assert.Empty(result.Diagnostics);
        AssertChanged(result.Results.Single(), "first", "middle", "top");
    }

    [Fact]
    public void A_changed_config_leaves_its_base_alone()
    {
        var top = Yaml("top", "extends: first");
        var compilation = Compilation(WithModel);
        var driver = Driver(Other, top, Base).RunGenerators(compilation);

        var changed = Yaml("top", "extends: first\ntraining: { epochs: 9 }");
        var result = driver.ReplaceAdditionalText(top, changed).RunGenerators(compilation).GetRunResult();

        AssertChanged(result.Results.Single(), "top");
    }

    // Every step after the reading, down to the source: others are not even looked at again.
    private static void AssertChanged(GeneratorRunResult result, params string[] names)
    {
        var models = result.TrackedSteps[ConfigSteps.Models].SelectMany(run => run.Outputs).ToArray();
        Assert.Equal(
            names,
            models
                .Where(output => output.Reason == IncrementalStepRunReason.Modified)
                .Select(output => (string?)output.Value.GetType().GetProperty("Name")!.GetValue(output.Value))
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            names.Length,
            Reasons(result, ConfigSteps.Compiled).Count(reason => reason != IncrementalStepRunReason.Cached)
        );
        Assert.Equal(names.Length, Outputs(result).Count(reason => reason == IncrementalStepRunReason.Modified));
    }
}
