using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Perceiver.Generators.ParameterTrees;
using Xunit;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>The generator behind <c>[ParameterTree]</c>.</summary>
public sealed class ParameterTreeTests
{
    private const string Valid = """
        #nullable enable
        using Perceiver.Config;
        using Perceiver.Model;
        using static TorchSharp.torch;
        namespace Sample;

        [ParameterTree]
        public sealed partial record Leafy(Tensor BigWeight, Tensor? Maybe);

        [ParameterTree]
        public sealed partial record Nested(
            Leafy One, Leafy? Two, EquatableArray<Leafy> Many, EquatableArray<EquatableArray<Leafy>> Grid)
        {
            public int Computed => Many.Count;
        }

        [ParameterTree]
        public sealed partial record Over<P>(P First, P Second) where P : IParameterTree<P>;
        """;

    [Fact]
    public void EveryKindOfMemberCompiles()
    {
        var driver = Driver().RunGeneratorsAndUpdateCompilation(Compilation(Valid), out var output, out var problems);
        Assert.Empty(problems);
        Assert.Empty(GeneratorHarness.Problems(output));
        Assert.Equal(3, driver.GetRunResult().GeneratedTrees.Length);
    }

    [Fact]
    public void PathsAreSnakeCaseAndListsAreNumbered()
    {
        var source = string.Join('\n', Driver().RunGenerators(Compilation(Valid)).GetRunResult().GeneratedTrees);
        Assert.Contains("""names.Add(prefix + "big_weight");""", source, StringComparison.Ordinal);
        Assert.Contains("""prefix + "grid." + i0 + "." + i1 + ".", names""", source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PCV901", "public sealed record Bad(Tensor A);")]
    [InlineData("PCV902", "public partial class Bad { public Tensor A { get; set; } }")]
    [InlineData("PCV902", "public abstract partial record Bad(Tensor A);")]
    [InlineData("PCV904", "public sealed partial record Bad(Tensor A, int Count);")]
    [InlineData("PCV904", "public sealed partial record Bad(EquatableArray<Tensor> A);")]
    [InlineData("PCV905", "public sealed partial record Bad;")]
    [InlineData("PCV906", "public sealed partial record Bad(Tensor A) : Base(A);")]
    [InlineData("PCV907", "public sealed partial record Bad(Tensor A) { public Tensor B { get; } = A; }")]
    [InlineData("PCV907", "public sealed partial record Bad(Tensor A) { private readonly Tensor? b = A; }")]
    [InlineData("PCV908", "public sealed partial record Bad(Tensor Scale, Tensor scale);")]
    public void WhatCannotBeATreeIsSaid(string rule, string record) => AssertProblem(rule, $"[ParameterTree] {record}");

    [Fact]
    public void ANestedTypeCannotBeATree() =>
        AssertProblem(
            "PCV903",
            "public partial class Outer { [ParameterTree] public sealed partial record Bad(Tensor A); }"
        );

    [Fact]
    public void AllThatIsWrongIsSaidAtOnceEachAtItsPlace()
    {
        const string source = """
            using Perceiver.Model; using static TorchSharp.torch;
            namespace Sample;
            [ParameterTree]
            public record Bad(Tensor A, int Count)
            {
                public Tensor Lost { get; } = A;
            }
            """;

        var problems = Driver().RunGenerators(Compilation(source)).GetRunResult().Diagnostics;

        Assert.Equal(
            [("PCV901", "Bad"), ("PCV904", "Count"), ("PCV907", "Lost")],
            problems
                .OrderBy(one => one.Id, StringComparer.Ordinal)
                .Select(one =>
                    (one.Id, source.Substring(one.Location.SourceSpan.Start, one.Location.SourceSpan.Length))
                )
        );
    }

    [Fact]
    public void NamesThatDifferInTypeParametersOnlyAreTwoTrees()
    {
        const string source = """
            using Perceiver.Model; using static TorchSharp.torch;
            namespace Sample;
            [ParameterTree] public sealed partial record Same(Tensor A);
            [ParameterTree] public sealed partial record Same<P>(P A) where P : IParameterTree<P>;
            """;

        Driver().RunGeneratorsAndUpdateCompilation(Compilation(source), out var output, out var problems);

        Assert.Empty(problems);
        Assert.Empty(GeneratorHarness.Problems(output));
    }

    [Fact]
    public void ATreeMayStandInNoNamespace()
    {
        const string source =
            "[Perceiver.Model.ParameterTree] public sealed partial record Bare(TorchSharp.torch.Tensor A);";

        Driver().RunGeneratorsAndUpdateCompilation(Compilation(source), out var output, out var problems);

        Assert.Empty(problems);
        Assert.Empty(GeneratorHarness.Problems(output));
    }

    [Fact]
    public void NoStepKeepsAnythingOfTheCompiler()
    {
        const string bad = "\n[ParameterTree] public sealed record Bad(Tensor A, int Count);";
        var result = Driver().RunGenerators(Compilation(Valid + bad)).GetRunResult().Results.Single();

        string[] steps = [ParameterTreeGenerator.ModelsStep, ParameterTreeGenerator.ProblemsStep];
        var kept =
            from step in steps
            from run in result.TrackedSteps[step]
            from output in run.Outputs
            select (step, (object?)output.Value);
        Assert.True(ObjectGraph.AssertFreeOfCompiler(kept) > 20, "the walk found hardly anything to look at");
    }

    [Fact]
    public void AnEditElsewhereWritesNothingAnew()
    {
        var compilation = Compilation(Valid);
        var driver = Driver().RunGenerators(compilation);
        var edited = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Elsewhere;"));
        AssertNothingNew(driver.RunGenerators(edited));
    }

    [Fact]
    public void ACommentAboveWritesNothingAnew() =>
        AssertNothingNew(Driver().RunGenerators(Compilation(Valid)).RunGenerators(Compilation("// moved\n" + Valid)));

    [Fact]
    public void AnotherMemberDoes()
    {
        var driver = Driver().RunGenerators(Compilation(Valid));
        var grown = Compilation(Valid.Replace("Tensor? Maybe", "Tensor? Maybe, Tensor More", StringComparison.Ordinal));
        Assert.Throws<Xunit.Sdk.AllException>(() => AssertNothingNew(driver.RunGenerators(grown)));
    }

    private static void AssertNothingNew(GeneratorDriver driver)
    {
        var steps = driver.GetRunResult().Results.Single().TrackedSteps;
        Assert.All(
            steps[ParameterTreeGenerator.ModelsStep].SelectMany(run => run.Outputs),
            output =>
                Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)
        );
    }

    private static void AssertProblem(string rule, string declaration)
    {
        var source =
            "using Perceiver.Config; using Perceiver.Model; using static TorchSharp.torch;\n"
            + "namespace Sample; public record Base(Tensor X);\n";
        var result = Driver().RunGenerators(Compilation(source + declaration)).GetRunResult();
        var problem = Assert.Single(result.Diagnostics);
        Assert.Equal(rule, problem.Id);
        Assert.Equal(2, problem.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Empty(result.GeneratedTrees);
    }

    private static CSharpCompilation Compilation(string source) =>
        GeneratorHarness.Compilation(GeneratorHarness.WithModel, source);

    private static GeneratorDriver Driver() =>
        CSharpGeneratorDriver.Create(
            [new ParameterTreeGenerator().AsSourceGenerator()],
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)
        );
}
