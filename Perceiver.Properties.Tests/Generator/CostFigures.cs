using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Perceiver.Generators.Configs;
using Perceiver.Properties.Tests.Conventions;
using Xunit;
using Xunit.Abstractions;
using static Perceiver.Properties.Tests.Generator.GeneratorHarness;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>
/// What the generator costs a compiler, as ratios to one that sees the same files and does nothing. Times are printed and
/// not held to anything; what is held is that each edit did what was timed. To see them:
/// <c>dotnet test --filter FullyQualifiedName~CostFigures --logger "console;verbosity=detailed"</c>.
/// </summary>
[Collection(SerialCollection.Name)]
[Trait("Category", "Slow")]
public sealed class CostFigures(ITestOutputHelper output)
{
    private const int Configs = 50;
    private const int Rounds = 7;

    private static readonly string Text = Repository.Read("configs", "fashion-mnist.yaml");
    private static readonly AdditionalText[] Files =
    [
        .. Enumerable.Range(0, Configs).Select(i => File(i, epochs: i + 1)),
    ];
    private static readonly CSharpCompilation Before = Compilation(WithModel, "class User;");
    private static readonly CSharpCompilation After = Before.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Added;"));

    [Fact]
    public void Cold_start_an_edit_of_csharp_and_an_edit_of_one_config()
    {
        // The least, for other threads of this process count as well; the first round is the just-in-time compiler's.
        var rounds = Enumerable
            .Range(0, Rounds + 1)
            .Select(_ => (Ours: Round(new ConfigGenerator(), Configs + 1), Empty: Round(new EmptyGenerator(), 0)))
            .Skip(1)
            .ToArray();

        output.WriteLine($"least of {Rounds} rounds, {Configs} configs          ours     empty     ratio");
        Print("cold start", one => one.Cold);
        Print("an edit of C#", one => one.CSharpEdit);
        Print("an edit of one config", one => one.ConfigEdit);

        void Print(string name, Func<Times, TimeSpan> part)
        {
            var ours = rounds.Min(round => part(round.Ours).TotalMilliseconds);
            var empty = rounds.Min(round => part(round.Empty).TotalMilliseconds);
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -34} {ours, 6:F2} ms {empty, 6:F2} ms {ours / empty, 8:F1}"
                )
            );
        }
    }

    private static Times Round(IIncrementalGenerator generator, int sources)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            Files,
            optionsProvider: MarkedFiles
        );
        var cold = Measure(() => driver = driver.RunGenerators(Before));
        var before = Sources(driver);
        Assert.Equal(sources, before.Length);

        var csharp = Measure(() => driver = driver.RunGenerators(After));
        Assert.Equal(before, Sources(driver));

        driver = driver.ReplaceAdditionalText(Files[7], File(7, epochs: 1000));
        var config = Measure(() => driver = driver.RunGenerators(After));
        Assert.Equal(sources == 0 ? 0 : 1, Sources(driver).Except(before).Count());
        return new(cold, csharp, config);
    }

    // Processor time: what others do on the machine is not in it.
    private static TimeSpan Measure(Action action)
    {
        var start = Environment.CpuUsage.TotalTime;
        action();
        return Environment.CpuUsage.TotalTime - start;
    }

    private static AdditionalText File(int i, int epochs) =>
        Yaml($"model{i}", Regex.Replace(Text, @"epochs: \d+", $"epochs: {epochs}"));

    private static string[] Sources(GeneratorDriver driver) =>
        [.. driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString())];

    private sealed record Times(TimeSpan Cold, TimeSpan CSharpEdit, TimeSpan ConfigEdit);

    private sealed class EmptyGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(context.AdditionalTextsProvider, static (_, _) => { });
    }
}
