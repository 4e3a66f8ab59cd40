using System.Text.Json.Nodes;
using Perceiver.Data;
using Perceiver.Properties.Tests.Parity;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary><c>import</c> and <c>export</c>: other programs' weights in and out.</summary>
[Collection(CliCollection.Name)]
public sealed class ImportTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public static IEnumerable<object[]> Cases => ReferenceFixture.Cases.Concat(FixtureCase.OfFamily("keras_example"));

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_family_comes_in_and_goes_out_bit_equal(string name)
    {
        var (config, weights, run) = Files(name);
        Import(name, config, weights, run).ShouldSucceed();
        var back = Path.Combine(_tiny.Runs, "back.safetensors");
        Command.Run(_tiny, "export", run, back).ShouldSucceed();
        var (before, after) = (Read(weights), Read(back));
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(
            before,
            pair =>
            {
                var other = after[pair.Key];
                Assert.Equal((pair.Value.Dtype, pair.Value.Shape), (other.Dtype, other.Shape));
                Assert.True(pair.Value.Bytes.Span.SequenceEqual(other.Bytes.Span), pair.Key);
            }
        );
        var summary = Command.Run(_tiny, "summary", Path.Combine(run, "config.yaml"), "--json").ShouldSucceed();
        Assert.Equal(
            FixtureCase.Describe(name).GetProperty("num_parameters").GetInt64(),
            (long)JsonNode.Parse(summary.Out)!["parameters"]!
        );
    }

    [Fact]
    public void Everything_that_does_not_fit_is_listed_and_no_run_is_made()
    {
        var (config, weights, run) = Files("hf_masked_lm");
        var tensors = Read(weights);
        var (first, second, third) = (
            tensors["perceiver.embeddings.latents"],
            tensors["embedding_decoder.bias"],
            tensors["perceiver.encoder.self_attends.0.mlp.dense1.bias"]
        );
        Write(
            weights,
            tensors
                .Values.Except([first, second, third])
                .Append(new SafetensorsTensor("stray", SafetensorsDtype.U64, [1], new byte[8]))
                .Append(second with { Shape = [1, .. second.Shape] })
                .Append(new SafetensorsTensor(third.Name, SafetensorsDtype.I32, third.Shape, third.Bytes))
        );
        Import("hf_masked_lm", config, weights, run)
            .ShouldFail(
                1,
                weights,
                "missing (1): perceiver.embeddings.latents",
                "unexpected (1): stray",
                "of another shape (1): embedding_decoder.bias [1, 13] instead of [13]",
                "of another type (1): perceiver.encoder.self_attends.0.mlp.dense1.bias I32 instead of"
            );
        Assert.False(Directory.Exists(run));
    }

    [Fact]
    public void Weights_of_another_architecture_are_refused()
    {
        var (config, _, run) = Files("krasserm_masked_lm");
        var (_, weights, _) = Files("lucidrains_perceiver_lm");
        Import("krasserm_masked_lm", config, weights, run).ShouldFail(1, weights, "missing", "unexpected");
        Assert.False(Directory.Exists(run));
    }

    [Fact]
    public void A_pickle_under_a_safetensors_name_is_refused_with_the_reason()
    {
        var (config, weights, run) = Files("hf_masked_lm");
        File.WriteAllBytes(weights, [0x50, 0x4B, 0x03, 0x04, .. new byte[100]]);
        Import("hf_masked_lm", config, weights, run).ShouldFail(1, weights, "pickle", "safetensors");
        Assert.False(Directory.Exists(run));
    }

    [Fact]
    public void A_damaged_file_is_refused_by_its_name()
    {
        var (config, weights, run) = Files("hf_masked_lm");
        File.WriteAllBytes(weights, File.ReadAllBytes(weights)[..^3]);
        Import("hf_masked_lm", config, weights, run).ShouldFail(1, weights, "truncated");
        File.WriteAllText(config, "{");
        Import("hf_masked_lm", config, weights, run).ShouldFail(1, config, "is not JSON");
        File.WriteAllText(config, """{ "latent_dim": 3 }""");
        Command
            .Run(_tiny, "import", "--from", "lucidrains", config, weights, "--out", run)
            .ShouldFail(1, config, "The argument");
        Command
            .Run(_tiny, "import", "--from", "tensorflow", config, weights)
            .ShouldFail(2, "tensorflow", "huggingface");
        Assert.False(Directory.Exists(run));
    }

    [Fact]
    public void A_wrapped_model_keeps_its_prefix()
    {
        var (config, weights, run) = Files("hf_image_fourier_masked");
        var tensors = Read(weights).Values.Select(one => one with { Name = "perceiver." + one.Name });
        Write(weights, tensors);
        Import("hf_image_fourier_masked", config, weights, run).ShouldSucceed();
        var back = Path.Combine(_tiny.Runs, "back.safetensors");
        Command.Run(_tiny, "export", run, back, "--to", "huggingface").ShouldSucceed();
        Assert.Equal(Read(weights).Keys.Order(), Read(back).Keys.Order());
        Command.Run(_tiny, "export", run, back, "--to", "lucidrains").ShouldFail(1, "lucidrains has no model like");
    }

    private Command.Result Import(string name, string config, string weights, string run)
    {
        var fixture = FixtureCase.Describe(name);
        var program = Perceiver.Model.ReferenceFamilies.Find(fixture.GetProperty("family").GetString()!)!.Program;
        string[] sizes = Sizes(name);
        return Command.Run(_tiny, ["import", "--from", program, config, weights, "--out", run, .. sizes]);
    }

    private static string[] Sizes(string name)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        if (FixtureCase.Describe(name).GetProperty("family").GetString() == "keras_example")
        {
            return [];
        }

        var sizes = ReferenceFixture.Sizes(FixtureCase.Load(name));
        string[] axes = sizes.Axes.Count == 0 ? [] : ["--input-size", string.Join(',', sizes.Axes)];
        return sizes.Queries is { } queries ? [.. axes, "--queries", $"{queries}"] : axes;
    }

    // The state dict alone, as the program itself would have written it.
    private (string Config, string Weights, string Run) Files(string name)
    {
        var folder = Path.Combine(_tiny.Runs, "given", name);
        Directory.CreateDirectory(folder);
        var (config, weights) = (Path.Combine(folder, name + ".json"), Path.Combine(folder, "model.safetensors"));
        File.WriteAllText(config, FixtureCase.Describe(name).GetRawText());
        var source = FixtureCase.PathOf(name);
        Write(
            weights,
            Read(Path.ChangeExtension(source, ".safetensors"))
                .Values.Where(one => !one.Name.StartsWith("__", StringComparison.Ordinal))
        );
        return (config, weights, Path.Combine(_tiny.Runs, "imported"));
    }

    private static void Write(string path, IEnumerable<SafetensorsTensor> tensors) =>
        File.WriteAllBytes(path, SafetensorsWriter.ToBytes(SafetensorsFile.Of([.. tensors])));

    private static Dictionary<string, SafetensorsTensor> Read(string path) =>
        SafetensorsReader
            .ReadFile(path)
            .Match(Right: file => file, Left: error => throw new Xunit.Sdk.XunitException(error.Message))
            .Tensors.ToDictionary(tensor => tensor.Name);
}
