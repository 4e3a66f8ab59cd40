using Perceiver.Cli;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>The models of <c>bench</c> are the peer's, and its words are checked.</summary>
[Collection(CliCollection.Name)]
public sealed class BenchTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [InlineData("keras", 9_697_637)]
    [InlineData("small", 133_130)]
    [InlineData("paper", 1_324_026)]
    public void Cases_have_the_peers_number_of_parameters(string name, long parameters)
    {
        Assert.Equal(parameters, BenchCase.Load(name, shards: 2).ParameterCount);
        Assert.Equal(2, BenchCase.Load(name, shards: 2).Config.Training.Shards);
    }

    [Theory]
    [InlineData("--cases", "kears", "Did you mean 'keras'?")]
    [InlineData("--modes", "training", "train, forward")]
    public void Unknown_cases_and_modes_are_named(string option, string word, string hint) =>
        Command.Run(_tiny, "bench", option, word).ShouldFail(2, $"'{word}'", hint);

    [Theory]
    [InlineData("train")]
    [InlineData("forward")]
    public void Our_side_answers_each_line_with_figures(string mode)
    {
        string[] arguments = ["--case", "small", "--mode", mode, "--batch", "2", "--threads", "1"];
        using var ours = BenchProcess.Ours(arguments);
        Assert.Equal(133_130, ours.Parameters);
        var steps = Enumerable.Range(0, 3).Select(_ => ours.Step()).ToArray();
        Assert.All(steps, step => Assert.True(step.Ms > 0 && step.CpuMs >= 0 && step.RssMb > 10));
    }
}
