using Perceiver.Cli;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Damaged and foreign checkpoints are refused; where the one before is whole, it is taken and that is said.</summary>
[Collection(CliCollection.Name)]
public sealed class CheckpointTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [InlineData("parameters.safetensors", "SHA-256")]
    [InlineData("optimizer.safetensors", "SHA-256")]
    [InlineData("manifest.json", "damaged")]
    public void A_truncated_file_is_named_and_the_checkpoint_before_it_is_used(string file, string word)
    {
        var run = _tiny.Train("run", "--quiet");
        var path = Path.Combine(run, "checkpoints", "best", file);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^20]);
        Delete(run, "best.previous");
        Command.Run(_tiny, "eval", run).ShouldFail(1, file, word);

        // The last one has a checkpoint before it.
        var last = Path.Combine(run, "checkpoints", "last", file);
        File.WriteAllBytes(last, File.ReadAllBytes(last)[..^20]);
        Delete(run, "best");
        var result = Command.Run(_tiny, "eval", run).ShouldSucceed();
        Assert.Contains(file, result.Error);
        Assert.Contains("Going back to the checkpoint before it", result.Error);
        Assert.Contains("step 6", result.Out);
    }

    [Fact]
    public void Weights_alone_are_enough_to_be_used_and_not_to_go_on()
    {
        var run = _tiny.Train("run", "--quiet", "--set", "training.max_steps=6");
        var before = Command.Run(_tiny, "eval", run, "--json").ShouldSucceed().Out;
        foreach (var folder in Directory.GetDirectories(Path.Combine(run, "checkpoints")))
        {
            File.Delete(Path.Combine(folder, "optimizer.safetensors"));
        }

        Assert.Equal(before, Command.Run(_tiny, "eval", run, "--json").ShouldSucceed().Out);
        Command.Run(_tiny, "train", "--resume", run).ShouldFail(1, "optimizer.safetensors");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-1)]
    public void A_flipped_byte_is_found(int place)
    {
        var run = _tiny.Train("run", "--quiet");
        Delete(run, "best.previous");
        Delete(run, "last.previous");

        foreach (var name in new[] { "best", "last" })
        {
            var path = Path.Combine(run, "checkpoints", name, "parameters.safetensors");
            var bytes = File.ReadAllBytes(path);
            bytes[place < 0 ? bytes.Length + place : place] ^= 1;
            File.WriteAllBytes(path, bytes);
        }

        Command.Run(_tiny, "eval", run).ShouldFail(1, "parameters.safetensors", "is damaged");
        Command.Run(_tiny, "predict", "--run", run, _tiny.AnImage).ShouldFail(1, "is damaged");
        Command.Run(_tiny, "train", "--resume", run).ShouldFail(1, "is damaged");
    }

    [Fact]
    public void Another_configs_checkpoint_is_refused()
    {
        var run = _tiny.Train("run", "--quiet");
        var other = _tiny.Train("other", "--quiet", "--set", "model.latents.count=5");
        foreach (var name in new[] { "best", "last" })
        {
            Delete(run, name);
            Delete(run, name + ".previous");
            Directory.Move(Path.Combine(other, "checkpoints", name), Path.Combine(run, "checkpoints", name));
        }

        Command.Run(_tiny, "eval", run).ShouldFail(1, "is of another config");
        Command.Run(_tiny, "train", "--resume", run).ShouldFail(1, "is of another config");
    }

    [Fact]
    public void A_newer_format_is_refused()
    {
        var run = _tiny.Train("run", "--quiet");
        foreach (var manifest in Directory.GetFiles(run, "manifest.json", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(manifest);
            File.WriteAllText(
                manifest,
                text.Replace(
                    Version(Manifest.CurrentFormat),
                    Version(Manifest.CurrentFormat + 1),
                    StringComparison.Ordinal
                )
            );
        }

        Command.Run(_tiny, "eval", run).ShouldFail(1, $"checkpoint format {Manifest.CurrentFormat + 1}");

        static string Version(int number) => $"\"format_version\": {number}";
    }

    private static void Delete(string run, string checkpoint)
    {
        var path = Path.Combine(run, "checkpoints", checkpoint);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
