using Perceiver.Config;
using Perceiver.Generators.Configs;
using Xunit;
using static Perceiver.Properties.Tests.Generator.GeneratorHarness;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>An editor that types on does not wait for what it no longer wants.</summary>
public sealed class CancellationTests
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    [Fact]
    public void A_run_that_is_cancelled_while_it_reads_stops_there()
    {
        using var stop = new CancellationTokenSource();
        var first = new CountedText("/configs/a.yaml", TinyConfig.Text, stop.Cancel);
        var second = new CountedText("/configs/b.yaml", TinyConfig.Text);

        Assert.ThrowsAny<OperationCanceledException>(() =>
            Driver(first, second).RunGenerators(Compilation(WithModel), stop.Token)
        );

        Assert.Equal((1, 0), (first.Reads, second.Reads));
    }

    [Fact]
    public void A_run_that_is_not_reads_on()
    {
        var first = new CountedText("/configs/a.yaml", TinyConfig.Text);
        var second = new CountedText("/configs/b.yaml", TinyConfig.Text);

        Driver(first, second).RunGenerators(Compilation(WithModel), CancellationToken.None);

        Assert.Equal((1, 1), (first.Reads, second.Reads));
    }

    [Fact]
    public void Compiling_and_emitting_stop_as_well()
    {
        var config = ConfigCompiler.Compile(TinyConfig.Text);
        var model = new ConfigModel("a", "A", config.Config, config.Hash);
        var file = new ConfigInput(new("/configs/a.yaml", TinyConfig.Text, null), [], []);

        Assert.NotEmpty(BuilderEmitter.Emit(model, new(true, true), CancellationToken.None));
        Assert.Throws<OperationCanceledException>(() => BuilderEmitter.Emit(model, new(true, true), Cancelled));
        Assert.NotNull(CompiledFile.Of(file, CancellationToken.None).Model.Config);
        Assert.Throws<OperationCanceledException>(() => CompiledFile.Of(file, Cancelled));
    }
}
