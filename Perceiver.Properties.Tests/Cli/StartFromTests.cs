using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Runs that start from other runs' weights.</summary>
[Collection(CliCollection.Name)]
public sealed class StartFromTests(TrainedTiny trained) : IClassFixture<TrainedTiny>
{
    private TinyRun Tiny => trained.Tiny;

    [Theory]
    [InlineData("first")]
    [InlineData("{run}")]
    [InlineData("{run}/checkpoints/best/parameters.safetensors")]
    public void The_weights_are_those_of_the_other_run(string source)
    {
        // With everything frozen a run ends with what it began with.
        var from = source.Replace("{run}", trained.Run, StringComparison.Ordinal);
        var run = Tiny.Train(
            $"from-{source.Length}-{source[0] == 'f'}",
            "--set",
            $"training.start_from={from}",
            "--set",
            "training.freeze=[\"*\"]",
            "--set",
            "training.epochs=1",
            "--seed",
            "9"
        );
        Assert.Equal(Weights(trained.Run, "best"), Weights(run, "last"));
    }

    [Fact]
    public void A_run_that_starts_so_is_resumed_from_its_own_checkpoints()
    {
        string[] settings = ["--set", "training.start_from=first", "--seed", "9"];
        var whole = Tiny.Train("whole-start", settings);
        Assert.NotEqual(Weights(Tiny.Train("own-start", "--seed", "9"), "last"), Weights(whole, "last"));
        Assert.Equal(Weights(whole, "last"), Weights(Tiny.Train("again-start", settings), "last"));
    }

    [Theory]
    [InlineData("first", "model.latents.width=12", "'latents' is [4, 8] there and [4, 12] here", "more")]
    [InlineData(
        "first",
        "model.decoder={ kind: mean_pool, norm: false }",
        "'decoder.norm.weight' is not in this model"
    )]
    [InlineData("first", "model.encoder.final_norm=true", "'encoder.norm.weight' is missing")]
    [InlineData("nowhere", "training.epochs=1", "there is no run 'nowhere'")]
    [InlineData("no.safetensors", "training.epochs=1", "there is no file no.safetensors")]
    public void What_does_not_fit_is_named(string source, string setting, params string[] words)
    {
        var run = Tiny.Folder["unfit"];
        string[] arguments = ["train", Tiny.ConfigPath, "--data", Tiny.Folder.Path, "--out", run, "--set", setting];
        var result = Command.Run(Tiny, [.. arguments, "--set", $"training.start_from={source}"]);
        Assert.True(result.Code is 1 or 2, result.Error);
        Assert.All(words, word => Assert.Contains(word, result.Error));
        Assert.False(Directory.Exists(run));
    }

    private static byte[] Weights(string run, string name) =>
        File.ReadAllBytes(Path.Combine(run, "checkpoints", name, "parameters.safetensors"));
}
