using Perceiver.Cli;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>
/// A run with accumulation, averaged weights, a plateau schedule and an early end: stopped after any batch, also between
/// the batches of one update, and resumed, it ends with the same bits.
/// </summary>
[Collection(CliCollection.Name)]
public sealed class RecipeResumeTests : IDisposable
{
    private readonly TinyRun _tiny = new();
    private readonly string _config;

    public RecipeResumeTests() => _config = _tiny.Folder.Write("recipe.yaml", Text);

    private static string Text =>
        TinyRun
            .Config[..TinyRun.Config.IndexOf("training:", StringComparison.Ordinal)]
            .Replace("blocks: 1\n", "blocks: 1\n    input_dropout: 0.25\n", StringComparison.Ordinal)
            .Replace(
                "{ kind: random_crop, padding: 1 }",
                "{ kind: rand_augment }\n    - { kind: mixup, probability: 0.5 }\n    - { kind: cut_mix, probability: 0.5 }",
                StringComparison.Ordinal
            )
        + """
            training:
              epochs: 12
              batch_size: 4
              shards: 2
              accumulation: 2
              optimizer: { kind: lamb, learning_rate: 0.05, decay_exclude: [latents] }
              schedule: { kind: plateau, warmup_steps: 2, factor: 0.5, patience: 1, min_delta: 0.01 }
              ema_decay: 0.8
              stochastic_depth: 0.2
              early_stopping: { patience: 3, min_delta: 0.02 }
              checkpoint: { monitor: loss, every_steps: 2 }

            """;

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void Stopping_after_any_batch_changes_no_bit()
    {
        var whole = _tiny.Folder["whole"];
        var summary = Sessions.StartOther(_tiny, _config, whole);
        var rows = File.ReadAllLines(Path.Combine(whole, "metrics.csv"))[1..].Select(row => row.Split(',')).ToArray();

        // The recipe does what it says: it ends early, and the rate fell on the way.
        Assert.Equal(RunSummary.Finished, summary.Status);
        Assert.InRange(summary.Epochs, 4, 11);
        Assert.Equal(3 * summary.Epochs, summary.Steps);
        Assert.Equal(["0.05", "0.025"], rows.Select(row => row[2]).Distinct().Take(2));

        for (var batches = 1; batches <= 5 * summary.Epochs; batches += batches < 12 ? 1 : 5)
        {
            var run = _tiny.Folder[$"stopped-{batches}"];
            var part = Sessions.StartOther(_tiny, _config, run, batches);
            Assert.Equal(RunSummary.Interrupted, part.Status);
            Assert.Equal(batches % 5 is 1 or 3, File.Exists(Path.Combine(run, "checkpoints/last/pending.safetensors")));
            Assert.Equal(RunSummary.Finished, Sessions.GoOn(_tiny, run).Status);
            AssertSame(whole, run);
        }
    }

    [Fact]
    public void Stopping_again_and_again_changes_no_bit()
    {
        var (whole, run) = (_tiny.Folder["whole"], _tiny.Folder["again"]);
        Sessions.StartOther(_tiny, _config, whole);
        Sessions.StartOther(_tiny, _config, run, 3);
        foreach (var batches in new[] { 1, 2, 4, 1, 1, 6 })
        {
            Sessions.GoOn(_tiny, run, batches);
        }

        Sessions.GoOn(_tiny, run);
        AssertSame(whole, run);
        var before = File.ReadAllBytes(Path.Combine(run, "metrics.csv"));
        Sessions.GoOn(_tiny, run);
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(run, "metrics.csv")));
    }

    [Fact]
    public void The_averaged_weights_are_those_that_are_tested_and_evaluated()
    {
        var run = _tiny.Folder["averaged"];
        var summary = Sessions.StartOther(_tiny, _config, run);
        var files = Directory.GetFiles(Path.Combine(run, "checkpoints/best")).Select(Path.GetFileName);
        Assert.Contains("average.safetensors", files);
        var eval = Command.Run(_tiny, "eval", run, "--data", _tiny.Folder.Path, "--json").ShouldSucceed();
        using var figures = System.Text.Json.JsonDocument.Parse(eval.Out);
        Assert.Equal(summary.Test!.Loss, figures.RootElement.GetProperty("loss").GetDouble());

        // The twin: the weights that were trained say something else.
        File.Copy(Checkpoint(run, "parameters"), Checkpoint(run, "average"), overwrite: true);
        Command.Run(_tiny, "eval", run, "--data", _tiny.Folder.Path).ShouldFail(1, "average.safetensors is damaged");
    }

    [Fact]
    public void A_lost_average_is_noticed()
    {
        var run = _tiny.Folder["lost"];
        Sessions.StartOther(_tiny, _config, run, 7);
        File.Delete(Path.Combine(run, "checkpoints/last/average.safetensors"));
        Directory.Delete(Path.Combine(run, "checkpoints/last.previous"), recursive: true);
        Directory.Delete(Path.Combine(run, "checkpoints/best"), recursive: true);
        Command.Run(_tiny, "train", "--resume", run).ShouldFail(1, "average.safetensors");
    }

    private static string Checkpoint(string run, string file) =>
        Path.Combine(run, $"checkpoints/best/{file}.safetensors");

    private static void AssertSame(string expected, string actual)
    {
        foreach (var name in new[] { "last", "best" })
        {
            var files = Directory.GetFiles(Path.Combine(expected, "checkpoints", name), "*.safetensors");
            Assert.Equal(3, files.Length);
            Assert.All(
                files,
                file => Assert.Equal(Digest(file), Digest(file.Replace(expected, actual, StringComparison.Ordinal)))
            );
        }

        foreach (var log in new[] { "metrics.csv", "metrics.jsonl" })
        {
            Assert.Equal(Digest(Path.Combine(expected, log)), Digest(Path.Combine(actual, log)));
        }
    }

    private static string Digest(string file) => CheckpointStore.Digest(File.ReadAllBytes(file));
}
