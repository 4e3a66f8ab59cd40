using System.Collections.Concurrent;
using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;
using Perceiver.Cli;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Batches that are made ahead, on any number of threads.</summary>
[Collection(CliCollection.Name)]
public sealed class PipelineTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void Threads_that_make_batches_change_no_bit()
    {
        string[] files = ["metrics.jsonl", "metrics.csv", "checkpoints/last/parameters.safetensors"];
        var runs = new[] { "0", "1", "2", "5" }
            .Select(count => _tiny.Train("workers-" + count, "--workers", count))
            .ToArray();
        foreach (var file in files)
        {
            var first = File.ReadAllBytes(Path.Combine(runs[0], file));
            Assert.All(runs, run => Assert.Equal(first, File.ReadAllBytes(Path.Combine(run, file))));
        }
    }

    [Fact]
    public void The_share_of_time_spent_waiting_is_told()
    {
        var run = _tiny.Folder["run"];
        var result = Command
            .Run(_tiny, "train", _tiny.ConfigPath, "--data", _tiny.Folder.Path, "--out", run, "--workers", "0")
            .ShouldSucceed();
        Assert.Matches(@"waiting for batches \d+\.\d\d %", result.Out);
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "summary.json")));
        // Without a thread of their own all the making is waiting.
        Assert.InRange(summary.RootElement.GetProperty("waiting").GetDouble(), 1e-6, 1);
        foreach (var line in File.ReadAllLines(Path.Combine(run, "timings.jsonl")))
        {
            using var timing = JsonDocument.Parse(line);
            Assert.InRange(timing.RootElement.GetProperty("waiting").GetDouble(), 0, 1);
        }
    }

    [Property(MaxTest = 40)]
    public void Items_come_in_order_and_none_is_lost(byte count, byte threads, byte taken)
    {
        var (from, to) = (3, 3 + (count % 40));
        var made = new ConcurrentBag<int>();
        var released = new ConcurrentBag<int>();
        var take = taken % (to - from + 1);
        using (var items = new Prefetcher<int>(from, to, Make, released.Add, threads % 5))
        {
            Assert.Equal(Enumerable.Range(from, take), items.Items().Take(take));
        }

        Assert.Equal(made.Order(), Enumerable.Range(from, take).Concat(released).Order());

        int Make(int i)
        {
            made.Add(i);
            return i;
        }
    }

    [Property(MaxTest = 20)]
    public void A_failure_comes_where_its_item_would(byte place, byte threads)
    {
        var bad = place % 20;
        using var items = new Prefetcher<int>(
            0,
            20,
            i => i == bad ? throw new InvalidOperationException("bad " + i) : i,
            _ => { },
            threads % 4
        );
        var seen = new List<int>();
        var failure = Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (var item in items.Items())
            {
                seen.Add(item);
            }
        });
        Assert.Equal("bad " + bad, failure.Message);
        Assert.Equal(Enumerable.Range(0, bad), seen);
    }
}
