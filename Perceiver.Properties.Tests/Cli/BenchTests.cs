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
    [InlineData("--batch", "0", "whole numbers from 1 to 65536")]
    [InlineData("--threads", "two", "whole numbers from 1 to 1024")]
    public void Unknown_cases_and_modes_are_named(string option, string word, string hint) =>
        Command.Run(_tiny, "bench", option, word).ShouldFail(2, $"'{word}'", hint);

    [Theory]
    [InlineData("train")]
    [InlineData("forward")]
    public void Our_side_answers_each_line_with_figures(string mode)
    {
        string[] arguments = ["--case", "small", "--mode", mode, "--batch", "2", "--threads", "1"];
        using var ours = BenchProcess.Ours(arguments);
        Assert.Equal(133_130, ours.Facts.Parameters);
        Assert.Equal(BenchCase.Load("small", shards: 1).ForwardFlops, ours.Facts.Flops);
        var steps = Enumerable.Range(0, 3).Select(_ => ours.Step()).ToArray();
        Assert.All(steps, step => Assert.True(step.Ms > 0 && step.CpuMs >= 0 && step.RssMb > 10));
    }

    [Fact]
    public void The_ceiling_is_a_product_of_two_matrices()
    {
        using var product = BenchProcess.Ours("--mode", "sgemm", "--threads", "1");
        Assert.Equal(2L * 2048 * 2048 * 2048, product.Facts.Flops);
        Assert.True(product.Step().Ms > 0);
        Assert.True(product.CpuSeconds > 0);
    }

    [Theory]
    [InlineData("keras", 8, 2, 2)]
    [InlineData("keras", 32, 2, 8)]
    [InlineData("keras", 1, 2, 1)]
    [InlineData("keras", 9, 2, 4)]
    [InlineData("small", 32, 2, 2)]
    public void A_batch_is_cut_for_each_thread_and_into_parts_that_fill_one(
        string name,
        int batch,
        int threads,
        int shards
    ) => Assert.Equal(shards, BenchCase.Shards(name, batch, threads));

    [Fact]
    public void What_other_programs_take_is_the_machines_work_less_our_own()
    {
        var before = MachineLoad.Parse("cpu  100 0 50 1000 10 0 0 5 0 0");
        var after = MachineLoad.Parse("cpu  300 0 100 1200 10 0 0 55 0 0");
        Assert.Equal((1.55, 11.65), (Math.Round(before.Worked, 6), Math.Round(before.Passed, 6)));

        // 3 of 5 seconds were work, and 2 of those ours.
        Assert.Equal(0.2, after.Others(before, 2), 1e-12);
        Assert.Equal(0, after.Others(before, 4), 1e-12);
    }

    [Fact]
    public void A_comparison_takes_medians_and_says_shares_of_the_ceiling()
    {
        StepFigures[] Steps(params double[] ms) => [.. ms.Select(one => new StepFigures(one, 2 * one, 100))];
        var row = BenchRow.Of(
            new("keras", "train", 4, 2),
            new PeerThreads(1, 2),
            (new(true, 7, 1_000_000), new(true, 7), new(true, 0, 3_000_000)),
            [Steps(1, 2, 90), Steps(8, 6, 4), Steps(0.5, 0.5, 0.5)],
            null
        );
        Assert.Equal((2, 6, 3), (row.OursMs, row.PeerMs, row.Ratio));
        Assert.Equal(6, row.Ceiling, 1e-12);

        // 3 times 4 million operations in 2 ms are 6 billion a second.
        Assert.Equal(1, row.OursOfCeiling, 1e-12);
        Assert.Equal(1 / 3.0, row.PeerOfCeiling, 1e-12);
        Assert.Equal(1, row.MemoryRatio);
    }

    [Fact]
    public void Growth_is_the_power_of_the_size()
    {
        var (small, large) = (new ScalingRow("inputs", 100, 1, 2, 1), new ScalingRow("inputs", 1000, 1, 200, 1));
        Assert.Equal(2, large.Growth(small, row => row.CpuMs)!.Value, 1e-12);
        Assert.Null(small.Growth(null, row => row.CpuMs));
    }
}
