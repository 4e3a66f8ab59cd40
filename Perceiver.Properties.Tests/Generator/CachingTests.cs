using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Perceiver.Generators.Configs;
using Xunit;
using static Perceiver.Properties.Tests.Generator.GeneratorHarness;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>What is run anew after an edit, and that nothing of the compiler is kept.</summary>
public sealed class CachingTests
{
    private static readonly AdditionalText First = Yaml("first", TinyConfig.Text);
    private static readonly AdditionalText Second = Yaml("second", TinyConfig.Text);

    private static readonly string[] Steps =
    [
        ConfigSteps.Files,
        ConfigSteps.Inputs,
        ConfigSteps.Compiled,
        ConfigSteps.Clashes,
        ConfigSteps.Target,
        ConfigSteps.Models,
    ];

    [Fact]
    public void A_second_run_over_the_same_runs_nothing()
    {
        var driver = Driver(First, Second).RunGenerators(Compilation(WithModel));

        var result = driver.RunGenerators(Compilation(WithModel)).GetRunResult().Results.Single();

        Assert.All(Steps, step => Assert.All(Reasons(result, step), AssertKept));
        Assert.All(Outputs(result), AssertKept);
    }

    [Fact]
    public void An_edit_of_csharp_runs_nothing()
    {
        var compilation = Compilation(WithModel);
        var driver = Driver(First, Second).RunGenerators(compilation);

        var edited = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Added;"));
        var result = driver.RunGenerators(edited).GetRunResult().Results.Single();

        Assert.All(Steps, step => Assert.All(Reasons(result, step), AssertKept));
        Assert.All(Outputs(result), AssertKept);
    }

    [Fact]
    public void A_comment_on_top_moves_findings_but_emits_no_source()
    {
        var advice = TinyConfig.Text.Replace("count: 4", "count: 400", StringComparison.Ordinal);
        var before = Yaml("first", advice);
        var compilation = Compilation(WithModel);
        var driver = Driver(before).RunGenerators(compilation);

        var after = driver.ReplaceAdditionalText(before, Yaml("first", "# One line more.\n" + advice));
        var result = after.RunGenerators(compilation).GetRunResult().Results.Single();

        Assert.Contains(IncrementalStepRunReason.Modified, Reasons(result, ConfigSteps.Compiled));
        Assert.All(Reasons(result, ConfigSteps.Models), AssertKept);
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(result, ConfigSteps.Problems));
        Assert.Equal(6, Assert.Single(result.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
        Assert.Single(Outputs(result), reason => reason == IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void One_changed_config_emits_one_source()
    {
        var compilation = Compilation(WithModel);
        var driver = Driver(First, Second).RunGenerators(compilation);

        var changed = Yaml("second", TinyConfig.Text.Replace("count: 4", "count: 5", StringComparison.Ordinal));
        var result = driver.ReplaceAdditionalText(Second, changed).RunGenerators(compilation).GetRunResult();

        Assert.Single(
            Outputs(result.Results.Single()),
            reason => reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New
        );
    }

    [Fact]
    public void A_changed_base_emits_those_that_extend_it_and_no_other()
    {
        var (top, middle) = (Yaml("top", "extends: middle"), Yaml("middle", "extends: first"));
        var compilation = Compilation(WithModel);
        var driver = Driver(Second, top, middle, First).RunGenerators(compilation);
        Assert.Empty(driver.GetRunResult().Diagnostics);

        var changed = Yaml("first", TinyConfig.Text.Replace("count: 4", "count: 5", StringComparison.Ordinal));
        var result = driver.ReplaceAdditionalText(First, changed).RunGenerators(compilation).GetRunResult();

        Assert.Empty(result.Diagnostics);
        AssertChanged(result.Results.Single(), "first", "middle", "top");
    }

    [Fact]
    public void A_changed_config_leaves_its_base_alone()
    {
        var top = Yaml("top", "extends: first");
        var compilation = Compilation(WithModel);
        var driver = Driver(Second, top, First).RunGenerators(compilation);

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

    [Fact]
    public void No_step_keeps_anything_of_the_compiler()
    {
        var broken = Yaml("broken", "model: 1");
        var driver = Driver(First, broken).RunGenerators(Compilation(WithModel));

        var steps = driver.GetRunResult().Results.Single().TrackedSteps;

        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var step in Steps.Append(ConfigSteps.Problems))
        {
            foreach (var output in steps[step].SelectMany(run => run.Outputs))
            {
                Walk(output.Value, seen, step);
            }
        }

        Assert.True(seen.Count > 20, "the walk found hardly anything to look at");
    }

    private static void Walk(object? value, HashSet<object> seen, string path)
    {
        Assert.False(
            value
                is ISymbol
                    or SyntaxNode
                    or SyntaxTree
                    or Location
                    or Microsoft.CodeAnalysis.Compilation
                    or AdditionalText
                    or MetadataReference,
            $"{path} keeps a {value?.GetType()}"
        );
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return;
        }

        if (value is IEnumerable list)
        {
            foreach (var item in list)
            {
                Walk(item, seen, path + "[]");
            }

            return;
        }

        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                if (field.FieldType != type)
                {
                    Walk(field.GetValue(value), seen, $"{path}.{field.Name}");
                }
            }
        }
    }

    private static void AssertKept(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"was {reason}");

    private static IncrementalStepRunReason[] Reasons(GeneratorRunResult result, string step) =>
        [.. result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];

    private static IncrementalStepRunReason[] Outputs(GeneratorRunResult result) =>
        [
            .. result
                .TrackedOutputSteps.SelectMany(step => step.Value)
                .SelectMany(run => run.Outputs)
                .Select(output => output.Reason),
        ];
}
