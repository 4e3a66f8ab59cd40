using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Perceiver.Config;
using Perceiver.Generators.Configs;
using Perceiver.Generators.ParameterTrees;
using Perceiver.Properties.Tests.Generator;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>The examples that the pages of the diagnostics show are true.</summary>
public sealed class RuleExampleTests
{
    public static TheoryData<string> Ids => [.. RuleExamples.All.Select(example => example.Rule.Id)];

    public static TheoryData<string> CSharpIds => [.. CSharpExample.All.Select(example => example.Id)];

    [Fact]
    public void Every_rule_has_one_example() =>
        Assert.Equal(Rules.All.Select(rule => rule.Id), RuleExamples.All.Select(example => example.Rule.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_wrong_text_breaks_that_rule_alone_at_its_place(string id)
    {
        var example = Example(id);

        // An error may well be unwise on top.
        var finding = Assert.Single(
            example.CompileWrong().Findings,
            one => one.Rule.Id == id || one.Severity >= example.Rule.Severity
        );
        Assert.Equal(id, finding.Rule.Id);
        var text = example.Wrong.Override?.Path ?? example.Wrong.Text;
        Assert.Equal(example.Place, text.Substring(finding.Span.Start, finding.Span.Length));
        Assert.Equal(example.Wrong.Override?.ToString(), finding.Span.Origin);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_right_text_breaks_none(string id)
    {
        var compiled = Example(id).CompileRight();

        Assert.Empty(compiled.Findings);
        Assert.NotNull(compiled.Config);
        Assert.NotEqual(Example(id).Wrong, Example(id).Right);
    }

    [Fact]
    public void Every_diagnostic_of_the_generators_has_a_page_of_its_title()
    {
        var shipped = typeof(ConfigGenerator)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)
            )
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(field => (DiagnosticDescriptor)field.GetValue(null)!)
            .OrderBy(one => one.Id, StringComparer.Ordinal)
            .ToArray();

        Assert.Equal(
            CSharpExample.All.Select(example => (example.Id, example.Title)),
            shipped.Select(one => (one.Id, one.Title.ToString(null)))
        );
        Assert.All(shipped, one => Assert.Equal(DiagnosticPages.PathOf(one.Id), one.HelpLinkUri));
    }

    [Fact]
    public void A_finding_in_the_build_leads_to_its_page()
    {
        var (result, _) = GeneratorHarness.Run(GeneratorHarness.Bare, GeneratorHarness.Yaml("broken", "model: 1"));

        Assert.NotEmpty(result.Diagnostics);
        Assert.All(result.Diagnostics, one => Assert.Equal(DiagnosticPages.PathOf(one.Id), one.Descriptor.HelpLinkUri));
    }

    [Theory]
    [MemberData(nameof(CSharpIds))]
    public void The_examples_in_csharp_are_true(string id)
    {
        var example = CSharpExample.All.Single(one => one.Id == id);

        Assert.Equal([id], Diagnostics(example.Wrong));
        Assert.Empty(Diagnostics(example.Right));
    }

    private static RuleExample Example(string id) => RuleExamples.All.Single(example => example.Rule.Id == id);

    // Names of files, or C# with a parameter tree.
    private static IEnumerable<string> Diagnostics(string text)
    {
        if (!text.Contains("ParameterTree", StringComparison.Ordinal))
        {
            var files = text.Split('\n')
                .Select(path => GeneratorHarness.Yaml(Path.GetFileNameWithoutExtension(path), TinyConfig.Text));
            return GeneratorHarness
                .Run(GeneratorHarness.WithModel, [.. files])
                .Result.Diagnostics.Select(one => one.Id);
        }

        var source = $"""
            using Perceiver.Config; using Perceiver.Model; using static TorchSharp.torch;
            namespace Sample;
            {text}
            """;
        var driver = CSharpGeneratorDriver.Create(new ParameterTreeGenerator());
        var compilation = GeneratorHarness.Compilation(GeneratorHarness.WithModel, source);
        return driver.RunGenerators(compilation).GetRunResult().Diagnostics.Select(one => one.Id);
    }
}
