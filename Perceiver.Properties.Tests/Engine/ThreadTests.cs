using Perceiver.Model;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Engines;

/// <summary>Threads started after the engine compute with as many threads as it was told.</summary>
[Collection(SerialCollection.Name)]
public sealed class ThreadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ANewThreadHasTheConfiguredThreads(int threads)
    {
        var before = Engine.Current.Threads;
        try
        {
            Engine.Current.Start(new EngineOptions(threads));
            var seen = new int[4];
            var workers = seen.Select((_, i) => new Thread(() => seen[i] = Compute())).ToArray();
            foreach (var worker in workers)
                worker.Start();
            foreach (var worker in workers)
                worker.Join();

            Assert.All(seen, each => Assert.Equal(threads, each));
            Assert.Equal(threads, Engine.Current.Threads);
        }
        finally
        {
            Engine.Current.Start(new EngineOptions(before));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TheBlasFollows(int threads)
    {
        var before = Engine.Current.Threads;
        Engine.Current.Start(new EngineOptions(threads));
        var facts = Engine.Current.Inspect();
        Engine.Current.Start(new EngineOptions(before));

        if (facts.BlasKind == BlasKind.OpenBlas)
            Assert.Equal(threads, facts.BlasThreads);
    }

    [Fact]
    public void FewerThanOneThreadIsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Engine.Current.Start(new EngineOptions(0)));

    [Fact]
    public void TheEngineSaysWhatItFound()
    {
        var facts = Engine.Current.Inspect();

        Assert.NotEqual("unknown", facts.LibtorchVersion);
        Assert.True(facts.Threads >= 1);
        Assert.DoesNotContain(facts.Problems, each => each.Fatal);
        if (OperatingSystem.IsLinux())
            Assert.Contains("libtorch_cpu", facts.LibtorchPath, StringComparison.Ordinal);
    }

    [Fact]
    public void GradientModeBelongsToTheThread()
    {
        using var off = no_grad();
        var elsewhere = false;
        var thread = new Thread(() => elsewhere = is_grad_enabled());
        thread.Start();
        thread.Join();

        Assert.False(is_grad_enabled());
        Assert.True(elsewhere);
    }

    private static int Compute()
    {
        using var scope = NewDisposeScope();
        // Large enough that libtorch itself would divide it among threads.
        _ = ones(300_000).exp().sum().ToSingle();
        return get_num_threads();
    }
}
