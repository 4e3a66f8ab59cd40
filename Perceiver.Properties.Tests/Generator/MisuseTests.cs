using Microsoft.CodeAnalysis;
using Xunit;
using static Perceiver.Properties.Tests.Generator.GeneratorHarness;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>What makes no sense does not compile: which error, and where it stands.</summary>
public sealed class MisuseTests
{
    private const string Before = """
        #nullable enable
        using Perceiver.Generated;
        using Perceiver.Model;
        using static TorchSharp.torch;
        static class User
        {
            static void Use(RngKey key, ImageBatch images, TokenBatch tokens, LabelledImages labelled, Tensor tensor,
                First.Parameters weights, Second.Parameters others, TrainState<First.Parameters> state)
            {

        """;

    [Theory]
    [InlineData("Logits logits = First.Forward(weights, images);")]
    [InlineData("Logits logits = First.Forward(First.Init(key), images, key);")]
    [InlineData("First.Forward(First.Step(state, labelled, 10).State.Parameters, images);")]
    [InlineData("var state2 = TrainState<First.Parameters>.Start(weights, key); weights.Map(leaf => leaf.neg());")]
    [InlineData("Logits logits = PerceiverModel.Forward(First.Config, weights.Weights, images);")]
    public void What_is_meant_compiles(string line) => Assert.Empty(Errors(line));

    [Theory]
    [InlineData("First.Forward(weights, tokens);", "CS1503", "tokens")]
    [InlineData("First.Forward(weights, tensor);", "CS1503", "tensor")]
    [InlineData("First.Forward(weights, labelled);", "CS1503", "labelled")]
    [InlineData("First.Forward(others, images);", "CS1503", "others")]
    [InlineData("First.Forward(Second.Init(key), images);", "CS1503", "Second.Init(key)")]
    [InlineData("First.Forward(weights.Weights, images);", "CS1503", "weights.Weights")]
    [InlineData("First.Forward(images, weights);", "CS1503", "images", "weights")]
    [InlineData("Reconstruction image = First.Forward(weights, images);", "CS0029", "First.Forward(weights, images)")]
    [InlineData("TokenLogits text = First.Forward(weights, images);", "CS0029", "First.Forward(weights, images)")]
    [InlineData("Second.Step(state, labelled, 10);", "CS1503", "state")]
    [InlineData("First.Step(state, images, 10);", "CS1503", "images")]
    [InlineData(
        "others = First.Step(state, labelled, 10).State.Parameters;",
        "CS0029",
        "First.Step(state, labelled, 10).State.Parameters"
    )]
    [InlineData("weights.Zip(others, (left, right) => left);", "CS0411", "Zip")]
    [InlineData("weights = others;", "CS0029", "others")]
    [InlineData("System.Console.WriteLine(First.Vocabulary);", "CS0117", "Vocabulary")]
    [InlineData("Third.Init(key);", "CS0103", "Third")]
    public void What_is_not_does_not(string line, string error, params string[] places) =>
        Assert.Equal(places.Select(place => (error, place)), Errors(line));

    private static IEnumerable<(string, string)> Errors(string line)
    {
        var user = Before + "        " + line + "\n    }\n}\n";
        var driver = Driver(Yaml("first", TinyConfig.Text), Yaml("second", TinyConfig.Text));
        driver.RunGeneratorsAndUpdateCompilation(Compilation(WithModel, user), out var output, out var problems);

        Assert.Empty(problems);
        return output
            .GetDiagnostics()
            .Where(one => one.Severity == DiagnosticSeverity.Error)
            .OrderBy(one => one.Location.SourceSpan.Start)
            .Select(one => (one.Id, one.Location.SourceTree!.GetText().ToString(one.Location.SourceSpan)));
    }
}
