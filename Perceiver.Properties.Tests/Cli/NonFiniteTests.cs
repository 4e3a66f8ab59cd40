using System.Text.Json;
using Perceiver.Cli;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>
/// Runs whose weights grow by a factor of nine with every step, until float32 ends: the policies say what happens then.
/// </summary>
[Collection(CliCollection.Name)]
public sealed class NonFiniteTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [InlineData("skip")]
    [InlineData("roll_back")]
    public void Ten_bad_steps_in_a_row_end_the_run_with_the_place_and_no_checkpoint_is_touched(string policy)
    {
        var config = Config(policy, epochs: 60);
        var run = _tiny.Folder["run"];
        var failure = Assert.Throws<CommandFailure>(() => Sessions.StartOther(_tiny, config, run));
        Assert.Contains("is not finite", failure.Message, StringComparison.Ordinal);
        Assert.Contains("No checkpoint was overwritten", failure.Message, StringComparison.Ordinal);
        var bad = Bad(run);
        Assert.True(bad.Length >= 9);
        Assert.All(bad, line => Assert.Equal(policy, line.GetProperty("action").GetString()));
        Assert.All(bad, line => Assert.Matches("^the (loss|input|gradient)", line.GetProperty("where").GetString()));
        Command.Run(_tiny, "eval", run, "--data", _tiny.Folder.Path).ShouldSucceed();
    }

    [Fact]
    public void Rolling_back_leaves_finite_weights_and_resumes_to_the_same_bits()
    {
        var config = Config("roll_back", epochs: Epochs);
        var (whole, run) = (_tiny.Folder["whole"], _tiny.Folder["parts"]);
        var summary = Sessions.StartOther(_tiny, config, whole);
        Assert.Equal((RunSummary.Finished, 3L * Epochs), (summary.Status, summary.Steps));
        var bad = Bad(whole);
        Assert.NotEmpty(bad);
        var first = bad[0].GetProperty("step").GetInt32();

        // Stopped one batch before the bad one, and right after it.
        Sessions.StartOther(_tiny, config, run, first - 1);
        Sessions.GoOn(_tiny, run, 1);
        Sessions.GoOn(_tiny, run);
        foreach (var file in new[] { "checkpoints/last/parameters.safetensors", "metrics.jsonl", "metrics.csv" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole, file)), File.ReadAllBytes(Path.Combine(run, file)));
        }
    }

    private const int Epochs = 8;

    private string Config(string policy, int epochs) =>
        _tiny.Folder.Write(
            $"{policy}.yaml",
            TinyRun.Config[..TinyRun.Config.IndexOf("training:", StringComparison.Ordinal)]
                + $$"""
                training:
                  epochs: {{epochs}}
                  batch_size: 8
                  shards: 2
                  optimizer: { kind: adamw, learning_rate: 10, weight_decay: 1 }
                  non_finite: {{policy}}

                """
        );

    private static JsonElement[] Bad(string run) =>
        [
            .. File.ReadAllLines(Path.Combine(run, "metrics.jsonl"))
                .Select(line => JsonDocument.Parse(line).RootElement)
                .Where(line => line.GetProperty("kind").GetString() == "non_finite"),
        ];
}
