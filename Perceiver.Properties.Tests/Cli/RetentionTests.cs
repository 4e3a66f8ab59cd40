using Perceiver.Cli;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Which checkpoints a run keeps, when it saves them, and what can be done with the older ones.</summary>
[Collection(CliCollection.Name)]
public sealed class RetentionTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    // 3 steps an epoch, 3 epochs: saves after steps 1, 2, 3, at the epoch's end (3 again), 4, ...
    [Theory]
    [InlineData(2, new string[0])]
    [InlineData(3, new[] { "step-000000008" })]
    [InlineData(6, new[] { "step-000000005", "step-000000006", "step-000000007", "step-000000008" })]
    public void The_newest_stay_and_no_more(int keep, string[] older)
    {
        var run = _tiny.Train("run", Set("every_steps=1"), Set($"keep={keep}"));
        Assert.Equal(
            ["best", .. older],
            Checkpoints(run).Where(name => !name.StartsWith("last", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void The_clock_saves_too()
    {
        var run = _tiny.Train("run", Set("every_minutes=0.0000001"), Set("keep=100"));
        Assert.Equal(8, Checkpoints(run).Count(name => name.StartsWith("step-", StringComparison.Ordinal)));

        // The twin: a minute never passes here, so that only epochs are saved.
        var slow = _tiny.Train("slow", Set("every_minutes=60"), Set("keep=100"));
        Assert.Equal(["best", "last", "last.previous", "step-000000003"], Checkpoints(slow));
    }

    [Fact]
    public void An_older_one_can_be_asked_and_saves_a_run_whose_newest_are_damaged()
    {
        var run = _tiny.Train("run", Set("every_steps=1"), Set("keep=5"));
        var eval = Eval("step-000000007").ShouldSucceed();
        Assert.Contains("checkpoint 'step-000000007', step 7", eval.Out);
        Eval("step-7").ShouldFail(1, "has no checkpoint 'step-7'; it has best, last, step-000000008, step-000000007");
        Eval("lats").ShouldFail(1, "Did you mean 'last'?");

        var whole = File.ReadAllBytes(Weights(run, "last"));
        File.WriteAllBytes(Weights(run, "last"), whole[..100]);
        File.WriteAllBytes(Weights(run, "last.previous"), whole[..100]);
        var resumed = Command.Run(_tiny, "train", "--resume", run).ShouldSucceed();
        Assert.Contains("step-000000008, step 8", resumed.Out + resumed.Error);
        Assert.Equal(whole, File.ReadAllBytes(Weights(run, "last")));

        Command.Result Eval(string checkpoint) =>
            Command.Run(_tiny, "eval", run, "--data", _tiny.Folder.Path, "--checkpoint", checkpoint);
    }

    private static string Weights(string run, string name) =>
        Path.Combine(run, "checkpoints", name, "parameters.safetensors");

    private static IEnumerable<string> Checkpoints(string run) =>
        Directory
            .EnumerateDirectories(Path.Combine(run, "checkpoints"))
            .Select(path => Path.GetFileName(path)!)
            .Order(StringComparer.Ordinal);

    private static string Set(string setting) => $"--set=training.checkpoint.{setting}";
}
