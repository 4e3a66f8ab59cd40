using System.Text.Json;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary><c>summary</c> and <c>doctor</c>.</summary>
[Collection(CliCollection.Name)]
public sealed class SummaryTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [InlineData("cifar100", 9_697_637)]
    [InlineData("knee", 9_672_451)]
    public void The_shipped_seeds_have_their_size(string name, long parameters)
    {
        using var summary = JsonDocument.Parse(Command.Run(_tiny, "summary", name, "--json").ShouldSucceed().Out);
        Assert.Equal(parameters, summary.RootElement.GetProperty("parameters").GetInt64());
        var shapes = summary.RootElement.GetProperty("shapes").EnumerateArray();
        var sum = shapes.Sum(s =>
            s.GetProperty("shape").EnumerateArray().Aggregate(1L, (n, size) => n * size.GetInt64())
        );
        Assert.Equal(parameters, sum);
        Assert.True(summary.RootElement.GetProperty("forward_flops").GetInt64() > parameters);
    }

    [Fact]
    public void An_override_changes_what_is_counted()
    {
        using var before = JsonDocument.Parse(Command.Run(_tiny, "summary", _tiny.ConfigPath, "--json").Out);
        using var after = JsonDocument.Parse(
            Command.Run(_tiny, "summary", _tiny.ConfigPath, "--json", "--set", "model.latents.count=5").Out
        );
        var added =
            after.RootElement.GetProperty("parameters").GetInt64()
            - before.RootElement.GetProperty("parameters").GetInt64();
        Assert.Equal(8, added); // One more latent of width 8.
    }

    [Fact]
    public void Doctor_finds_the_engine_this_test_runs_on()
    {
        using var facts = JsonDocument.Parse(Command.Run(_tiny, "doctor", "--json").ShouldSucceed().Out);
        Assert.True(facts.RootElement.GetProperty("usable").GetBoolean());
        Assert.All(
            facts.RootElement.GetProperty("image_libraries").EnumerateArray(),
            library => Assert.True(library.GetProperty("works").GetBoolean())
        );
        Assert.Contains("Ready.", Command.Run(_tiny, "doctor").ShouldSucceed().Out);
    }
}
