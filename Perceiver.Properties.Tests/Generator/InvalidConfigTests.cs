using Microsoft.CodeAnalysis;
using Xunit;
using static Perceiver.Properties.Tests.Generator.GeneratorHarness;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>An invalid config is an error in the YAML file, and nothing else breaks.</summary>
public sealed class InvalidConfigTests
{
    private static readonly string Broken = TinyConfig.Text.Replace("blocks: 1", "bloks: 1", StringComparison.Ordinal);

    [Fact]
    public void The_error_stands_at_its_line_and_column_in_the_file()
    {
        var (result, _) = Run(WithModel, Yaml("tiny-model", Broken));

        var unknown = Assert.Single(result.Diagnostics, one => one.Id == "PCV101");
        var place = unknown.Location.GetLineSpan();
        Assert.Equal("/configs/tiny-model.yaml", place.Path);
        Assert.Equal((8, 4), (place.StartLinePosition.Line, place.StartLinePosition.Character));
        Assert.Equal((8, 9), (place.EndLinePosition.Line, place.EndLinePosition.Character));
        Assert.Equal(DiagnosticSeverity.Error, unknown.Severity);
        Assert.Contains("Did you mean 'blocks'?", unknown.GetMessage(null), StringComparison.Ordinal);
        Assert.Single(result.Diagnostics, one => one.Id == "PCV102");
    }

    [Fact]
    public void Code_that_uses_the_type_still_compiles()
    {
        const string user = """
            using Perceiver.Generated;
            var p = Tiny.Init(Perceiver.Model.RngKey.FromSeed(1));
            Perceiver.Model.Logits logits = Tiny.Forward(p, new Perceiver.Model.ImageBatch(p.Weights.Latents));
            System.Console.WriteLine(Tiny.Forward(p, logits).Values);
            var state = Perceiver.Model.TrainState<Tiny.Parameters>.Start(p, Perceiver.Model.RngKey.FromSeed(1));
            var (next, metrics) = Tiny.Step(state, new Perceiver.Model.LabelledImages(new(logits.Values), logits.Values), 10);
            System.Console.WriteLine(next.Parameters == p && metrics.Loss < Tiny.Height + Tiny.Classes + Tiny.LatentWidth);
            System.Console.WriteLine(Tiny.Hash + Tiny.ParameterCount + Tiny.Config + Tiny.Builder.Name + Models.All.Count);
            """;
        var compilation = Compilation(WithModel, user)
            .WithOptions(new Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions(OutputKind.ConsoleApplication));

        Driver(Yaml("tiny", Broken)).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);

        Assert.Empty(Problems(output));
    }

    [Fact]
    public void Advice_is_a_warning_and_the_builder_is_emitted()
    {
        var text = TinyConfig.Text.Replace("count: 4", "count: 400", StringComparison.Ordinal);

        var (result, output) = Run(WithModel, Yaml("tiny-model", text));

        var advice = Assert.Single(result.Diagnostics);
        Assert.Equal(("PCV302", DiagnosticSeverity.Warning), (advice.Id, advice.Severity));
        Assert.Empty(Problems(output));
    }

    [Fact]
    public void Two_files_that_give_one_type_are_an_error_in_the_second()
    {
        var (result, output) = Run(
            WithModel,
            Yaml("tiny-model", TinyConfig.Text),
            Yaml("tiny_model", TinyConfig.Text),
            Yaml("models", TinyConfig.Text)
        );

        Assert.Equal(["PCV911", "PCV911"], result.Diagnostics.Select(one => one.Id));
        Assert.Equal(
            ["/configs/models.yaml", "/configs/tiny_model.yaml"],
            result.Diagnostics.Select(one => one.Location.GetLineSpan().Path).Order(StringComparer.Ordinal)
        );
        Assert.Empty(Problems(output));
    }
}
