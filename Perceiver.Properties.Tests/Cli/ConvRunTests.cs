using System.Text.Json;
using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>A run whose model keeps statistics besides its weights.</summary>
[Collection(CliCollection.Name)]
public sealed class ConvRunTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void Statistics_are_kept_with_the_weights_and_used_with_them()
    {
        var config = TinyRun.Config.Replace("{ kind: patches, size: 4, width: 8 }", "{ kind: conv, width: 8 }");
        var path = _tiny.Folder.Write("conv.yaml", config);
        var (whole, parts) = (_tiny.Folder["whole"], _tiny.Folder["parts"]);
        var result = Train(path, whole, "--json");
        using var summary = JsonDocument.Parse(result.Out);
        var statistics = Statistics(whole);
        Assert.Equal(["stem.0.norm.mean", "stem.0.norm.variance"], statistics.Select(one => one.Name));

        // No training leaves mean 0 and variance 1.
        Assert.DoesNotContain(Floats(statistics[0]), value => value == 0 || !float.IsFinite(value));
        Assert.DoesNotContain(Floats(statistics[1]), value => value is 1 or <= 0 || !float.IsFinite(value));
        using var eval = JsonDocument.Parse(Command.Run(_tiny, "eval", whole, "--json").ShouldSucceed().Out);
        Assert.Equal(
            summary.RootElement.GetProperty("test").GetProperty("loss").GetDouble(),
            eval.RootElement.GetProperty("loss").GetDouble()
        );

        // Another batch in evaluation, the same answer: nothing of the batch enters it.
        var alone = Command.Run(_tiny, "predict", "--run", whole, _tiny.AnImage, "--json").ShouldSucceed();
        var twice = Command.Run(_tiny, "predict", "--run", whole, _tiny.AnImage, _tiny.AnImage, "--json");
        Assert.Contains(alone.Out.Trim().TrimStart('[').TrimEnd(']'), twice.ShouldSucceed().Out);

        Train(path, parts);
        Assert.Equal(
            statistics.Select(one => Convert.ToHexString(one.Bytes.Span)),
            Statistics(parts).Select(one => Convert.ToHexString(one.Bytes.Span))
        );
    }

    private Command.Result Train(string config, string run, params string[] more) =>
        Command.Run(_tiny, ["train", config, "--data", _tiny.Folder.Path, "--out", run, .. more]).ShouldSucceed();

    private static SafetensorsTensor[] Statistics(string run) =>
        [
            .. SafetensorsReader
                .ReadFile(Path.Combine(run, "checkpoints", "last", "statistics.safetensors"))
                .Match(Right: file => file, Left: error => throw new Xunit.Sdk.XunitException(error.Message))
                .Tensors,
        ];

    private static float[] Floats(SafetensorsTensor one) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(one.Bytes.Span).ToArray();
}
