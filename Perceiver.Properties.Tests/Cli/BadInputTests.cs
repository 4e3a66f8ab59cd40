using Perceiver.Cli;
using Perceiver.Properties.Tests.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Runs and data that are not what they should be: one message each, with what to do.</summary>
[Collection(CliCollection.Name)]
public sealed class BadInputTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    [InlineData(100)]
    public void A_log_that_is_older_than_the_checkpoint_is_said_and_the_weights_are_the_same(int kept)
    {
        var whole = _tiny.Train("whole", Long);
        var run = _tiny.Folder["cut"];
        var stopped = Sessions.StartOther(_tiny, LongConfig(), run, afterBatches: 50);
        Assert.Equal(50, stopped.Steps);
        var path = Path.Combine(run, "metrics.jsonl");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..kept]);
        File.WriteAllText(Path.Combine(run, "metrics.csv"), "epoch");
        var result = Command.Run(_tiny, "train", "--resume", run, "--data", _tiny.Folder.Path).ShouldSucceed();
        Assert.Contains("metrics.jsonl is older than the checkpoint or was cut", result.Out);
        Assert.Contains("the curves will have a gap", result.Out);
        Assert.Contains("metrics.csv is older than the checkpoint or was cut: its rows are written anew", result.Out);
        foreach (var file in new[] { "metrics.csv", "checkpoints/last/parameters.safetensors" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole, file)), File.ReadAllBytes(Path.Combine(run, file)));
        }

        // Every line that is left can be read, and the page is made without a warning.
        Assert.All(File.ReadAllLines(path), line => MetricLine.Parse(line));
        Assert.Equal("", Command.Run(_tiny, "report", run).ShouldSucceed().Error);
    }

    [Fact]
    public void A_whole_log_is_nothing_to_speak_of()
    {
        var run = _tiny.Folder["fine"];
        Sessions.Start(_tiny, run, stopAt: 4);
        var result = Command.Run(_tiny, "train", "--resume", run).ShouldSucceed();
        Assert.DoesNotContain("older than the checkpoint", result.Out);
    }

    [Fact]
    public void A_validation_split_of_no_image_is_named() =>
        Train("--set", "data.split.validation=0.01").ShouldFail(1, "leaves none for validation", "change the shares");

    [Fact]
    public void A_class_without_an_example_is_named()
    {
        Directory.CreateDirectory(_tiny.Folder["squares/up"]);
        Train("--set", "task.classes=3").ShouldFail(1, "the data has 2 classes (left, right)", "set task.classes to 2");
        _tiny.Folder.Write("squares/up/only.png", File.ReadAllBytes(_tiny.AnImage));
        // Whatever the seed, one example cannot be in all three parts.
        var results = Enumerable
            .Range(0, 6)
            .Select(seed => Train("--set", "task.classes=3", "--set", $"data.split.seed={seed}").ShouldSucceed().Error)
            .ToArray();
        Assert.Contains(results, error => error.Contains("no training example is of 'up'", StringComparison.Ordinal));
        Assert.Contains(results, error => !error.Contains("no training example", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_that_are_listed_twice_are_named()
    {
        _tiny.Folder.Write("squares/list.csv", "file,label\nleft/00.png,left\nright/01.png,right\nleft/00.png,left\n");
        Train("--set", "data.source.csv=list.csv").ShouldFail(1, "list.csv(4)", "listed twice", "drop one");
    }

    [Fact]
    public void Labels_that_the_config_does_not_say_are_named()
    {
        _tiny.Folder.Write("squares/list.csv", "file,label\nleft/00.png,left\nright/01.png,rihgt\n");
        Train("--set", "data.source.csv=list.csv", "--set", "data.source.classes=[left, right]")
            .ShouldFail(1, "list.csv(3)", "label 'rihgt'", "data.source.classes");
        Train("--set", "task.classes=7").ShouldFail(1, "the data has 2 classes", "set task.classes to 2");
    }

    [Fact]
    public void A_batch_larger_than_the_data_and_a_schedule_that_ends_before_it_starts_are_noted()
    {
        var error = Train("--set", "training.batch_size=64").ShouldSucceed().Error;
        Assert.Contains("training.batch_size is 64, but there are 20 training examples", error);
        Assert.DoesNotContain("training.batch_size is", Train().ShouldSucceed().Error);
        error = Train("--set", "training.schedule.warmup_steps=9").ShouldSucceed().Error;
        Assert.Contains("the warm-up takes 9 steps, but the run has 9", error);
        error = Train("--set", "training.schedule={ kind: steps, boundaries: [10], factor: 0.1 }")
            .ShouldSucceed()
            .Error;
        Assert.Contains("first step down is at 10, but the run ends at 9", error);

        // Where the number of examples is known without reading them, the config itself is wrong.
        Command
            .Run(_tiny, "train", "fashion-mnist", "--set", "data.limit=128")
            .ShouldFail(2, "error PCV211", "The warm-up takes 300 steps");
    }

    [Fact]
    public void Of_two_processes_that_begin_one_run_one_wins()
    {
        var run = _tiny.Folder["both"];
        string[] arguments = ["train", _tiny.ConfigPath, "--data", _tiny.Folder.Path, "--out", run];
        using var first = Command.Start(_tiny, arguments);
        using var second = Command.Start(_tiny, arguments);
        Command.Result[] results = [Command.Finish(first), Command.Finish(second)];
        var lost = Assert.Single(results, result => result.Code != 0);
        Assert.True(
            lost.Error.Contains("is in use by another process", StringComparison.Ordinal)
                || lost.Error.Contains("is not empty", StringComparison.Ordinal),
            lost.Error
        );
        Assert.Equal(1, lost.Code);
        Command.Run(_tiny, "eval", run).ShouldSucceed();
    }

    [Fact]
    public void Two_processes_do_not_resume_one_run()
    {
        var run = _tiny.Folder["resumed"];
        Sessions.StartOther(_tiny, LongConfig(), run, afterBatches: 5);
        using var first = Command.Start(_tiny, "train", "--resume", run);
        // The lock is held from the beginning to the end of training.
        while (first.StandardOutput.ReadLine() is { } line && !line.StartsWith("resuming", StringComparison.Ordinal))
        { }
        var second = Command.RunChild(_tiny, "train", "--resume", run);
        var won = Command.Finish(first);
        Assert.Equal(0, won.Code);
        Assert.True(
            second.Code == 0 || second.Error.Contains("is in use by another process", StringComparison.Ordinal)
        );
        Assert.Equal(
            RunSummary.Finished,
            Json.Read<RunSummary>(File.ReadAllText(Path.Combine(run, "summary.json"))).Status
        );
    }

    private static readonly string[] Long = ["--set", "training.epochs=30"];

    private string LongConfig() =>
        _tiny.Folder.Write("long.yaml", TinyRun.Config.Replace("epochs: 3", "epochs: 30", StringComparison.Ordinal));

    private Command.Result Train(params string[] more) =>
        Command.Run(_tiny, ["train", _tiny.ConfigPath, "--data", _tiny.Folder.Path, .. more]);
}
