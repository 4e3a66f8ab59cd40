using System.Runtime.InteropServices;
using Perceiver.Cli;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Interrupted and resumed is the same, bit for bit, as never interrupted.</summary>
[Collection(CliCollection.Name)]
public sealed partial class ResumeTests(TrainedTiny trained) : IClassFixture<TrainedTiny>
{
    private TinyRun Tiny => trained.Tiny;

    [Fact]
    public void Stopping_after_any_step_changes_no_bit()
    {
        for (var step = 1; step <= 9; step++)
        {
            var run = Tiny.Folder[$"stopped-{step}"];
            var part = Sessions.Start(Tiny, run, stopAt: step);
            Assert.Equal((RunSummary.Interrupted, (long)step), (part.Status, part.Steps));
            Assert.Equal(RunSummary.Finished, Sessions.Resume(Tiny, run).Status);
            AssertSame(trained.Run, run);
        }
    }

    [Fact]
    public void Stopping_again_and_again_changes_no_bit()
    {
        var run = Tiny.Folder["again"];
        Sessions.Start(Tiny, run, stopAt: 2);
        Sessions.Resume(Tiny, run, stopAt: 4);
        Sessions.Resume(Tiny, run, stopAt: 8);
        Sessions.Resume(Tiny, run);
        AssertSame(trained.Run, run);
    }

    [Theory]
    [InlineData(2, 130)]
    [InlineData(15, 143)]
    public void A_signal_saves_says_how_to_go_on_and_changes_no_bit(int signal, int code)
    {
        string[] settings = ["--set", "training.epochs=60", "--set", "training.max_steps=170"];
        var whole = Tiny.Train($"whole-{signal}", [.. settings, "--quiet"]);
        var run = Tiny.Folder[$"signalled-{signal}"];
        using var process = Command.Start(
            Tiny,
            ["train", Tiny.ConfigPath, "--data", Tiny.Folder.Path, "--out", run, .. settings]
        );
        // The first line per epoch tells that steps are being made.
        while (process.StandardOutput.ReadLine() is { } line && !line.StartsWith("epoch 2/", StringComparison.Ordinal))
        { }
        Assert.Equal(0, Kill(process.Id, signal));
        var result = Command.Finish(process).ShouldFail(code);
        Assert.Contains($"perceiver train --resume {run}", result.Out);
        var resumed = Command.RunChild(Tiny, "train", "--resume", run).ShouldSucceed();
        Assert.Contains("test: top-1", resumed.Out);
        AssertSame(whole, run);
    }

    [Fact]
    public void A_finished_run_has_nothing_left_to_do()
    {
        var run = Tiny.Train("done", "--quiet");
        var before = File.ReadAllBytes(Path.Combine(run, "metrics.csv"));
        Command.Run(Tiny, "train", "--resume", run).ShouldSucceed();
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(run, "metrics.csv")));
    }

    [Fact]
    public void Other_data_is_noticed()
    {
        using var tiny = new TinyRun();
        Sessions.Start(tiny, tiny.Folder["run"], stopAt: 2);
        File.Delete(tiny.AnImage);
        Command
            .Run(tiny, "train", "--resume", tiny.Folder["run"])
            .ShouldFail(1, "the data has changed since the run began");
    }

    private static void AssertSame(string expected, string actual)
    {
        foreach (
            var file in new[]
            {
                "last/parameters.safetensors",
                "last/optimizer.safetensors",
                "best/parameters.safetensors",
            }
        )
        {
            Assert.Equal(Digest(expected, "checkpoints/" + file), Digest(actual, "checkpoints/" + file));
        }

        Assert.Equal(Digest(expected, "metrics.csv"), Digest(actual, "metrics.csv"));
        Assert.Equal(Digest(expected, "metrics.jsonl"), Digest(actual, "metrics.jsonl"));
    }

    private static string Digest(string run, string file) =>
        CheckpointStore.Digest(File.ReadAllBytes(Path.Combine(run, file)));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
