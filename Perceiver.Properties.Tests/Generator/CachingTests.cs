using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Perceiver.Generators.Configs;
using Xunit;
using static Perceiver.Properties.Tests.Generator.GeneratorHarness;
using static Perceiver.Properties.Tests.Generator.TrackedSteps;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>What is run anew after an edit; each test has a twin that shows that it would notice.</summary>
public sealed class CachingTests
{
    private static readonly string Advice = TinyConfig.Text.Replace("count: 4", "count: 400", StringComparison.Ordinal);
    private static readonly AdditionalText First = Yaml("first", Advice);
    private static readonly AdditionalText Second = Yaml("second", TinyConfig.Text);

    [Fact]
    public void A_second_run_over_the_same_runs_nothing()
    {
        var driver = Driver(First, Second).RunGenerators(Compilation(WithModel));

        AssertNothingRan(driver.RunGenerators(Compilation(WithModel)));
    }

    [Fact]
    public void A_first_run_runs_everything() =>
        Assert.Throws<Xunit.Sdk.AllException>(() =>
            AssertNothingRan(Driver(First, Second).RunGenerators(Compilation(WithModel)))
        );

    [Fact]
    public void An_edit_of_csharp_runs_nothing_and_reads_no_file()
    {
        var counted = new CountedText("/configs/counted.yaml", TinyConfig.Text);
        var compilation = Compilation(WithModel);
        var driver = Driver(First, counted).RunGenerators(compilation);
        Assert.Equal(1, counted.Reads);

        var edited = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Added;")));

        AssertNothingRan(edited);
        Assert.Equal(1, counted.Reads);
    }

    [Fact]
    public void Another_reference_emits_anew()
    {
        var driver = Driver(First, Second).RunGenerators(Compilation(WithConfig));

        var result = Result(driver.RunGenerators(Compilation(WithModel)));

        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(result, ConfigSteps.Target));
        // Both types, and the registry.
        Assert.Equal(3, Outputs(result).Count(reason => reason == IncrementalStepRunReason.Modified));
    }

    [Theory]
    [InlineData("# One line more.\n")]
    [InlineData("\n")]
    [InlineData("# One.\n\n# And another.\n")]
    public void A_comment_or_blank_line_on_top_moves_findings_but_emits_no_source(string top)
    {
        var compilation = Compilation(WithModel);
        var driver = Driver(First, Second).RunGenerators(compilation);
        var line = Assert.Single(Result(driver).Diagnostics).Location.GetLineSpan().StartLinePosition.Line;

        var result = Result(
            driver.ReplaceAdditionalText(First, Yaml("first", top + Advice)).RunGenerators(compilation)
        );

        Assert.Contains(IncrementalStepRunReason.Modified, Reasons(result, ConfigSteps.Compiled));
        Assert.All(Reasons(result, ConfigSteps.Models), AssertKept);
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(result, ConfigSteps.Problems));
        var moved = Assert.Single(result.Diagnostics).Location.GetLineSpan().StartLinePosition.Line;
        Assert.Equal(line + top.Count(c => c == '\n'), moved);
        // The one output that ran is the diagnostic.
        Assert.Single(Outputs(result), reason => reason == IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void One_changed_config_emits_one_source()
    {
        var compilation = Compilation(WithModel);
        var driver = Driver(First, Second).RunGenerators(compilation);
        var before = Result(driver).GeneratedSources;

        var result = Result(driver.ReplaceAdditionalText(Second, Changed("second")).RunGenerators(compilation));

        Assert.Single(Outputs(result), IsNew);
        Assert.Equal(["Perceiver.Generated.Second.g.cs"], ChangedTexts(before, result.GeneratedSources));
    }

    [Fact]
    public void Two_changed_configs_emit_two()
    {
        var compilation = Compilation(WithModel);
        var driver = Driver(First, Second).RunGenerators(compilation);

        var both = driver
            .ReplaceAdditionalText(Second, Changed("second"))
            .ReplaceAdditionalText(First, Changed("first"));
        var result = Result(both.RunGenerators(compilation));

        // And the diagnostic of the first one is gone.
        Assert.Equal(2, Outputs(result).Count(IsNew));
        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public void A_new_config_emits_itself_and_the_registry()
    {
        var compilation = Compilation(WithModel);
        var driver = Driver(First, Second).RunGenerators(compilation);
        var before = Result(driver).GeneratedSources;

        var added = driver.AddAdditionalTexts([Yaml("third", TinyConfig.Text)]).RunGenerators(compilation);

        Assert.Equal(
            ["Perceiver.Generated.Models.g.cs", "Perceiver.Generated.Third.g.cs"],
            ChangedTexts(before, Result(added).GeneratedSources)
        );
    }

    [Fact]
    public void No_step_keeps_anything_of_the_compiler()
    {
        var driver = Driver(First, Yaml("broken", "model: 1")).RunGenerators(Compilation(WithModel));

        var steps = Result(driver).TrackedSteps;

        var kept =
            from step in All
            from run in steps[step]
            from output in run.Outputs
            select (step, (object?)output.Value);
        Assert.True(ObjectGraph.AssertFreeOfCompiler(kept) > 20, "the walk found hardly anything to look at");
    }

    private static AdditionalText Changed(string name) =>
        Yaml(name, TinyConfig.Text.Replace("count: 4", "count: 5", StringComparison.Ordinal));

    private static IEnumerable<string> ChangedTexts(
        ImmutableArray<GeneratedSourceResult> before,
        ImmutableArray<GeneratedSourceResult> after
    ) =>
        after
            .Where(one =>
                !before.Any(old => old.HintName == one.HintName && old.SourceText.ContentEquals(one.SourceText))
            )
            .Select(one => one.HintName)
            .Order(StringComparer.Ordinal);
}
