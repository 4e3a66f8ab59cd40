using System.Globalization;

namespace Perceiver.Cli;

/// <summary>Our steps, PyTorch's and a product of two large matrices, in turn: what else the machine does falls on all.</summary>
/// <param name="Python">A Python that has PyTorch.</param>
/// <param name="Rounds">Counted steps of each.</param>
internal sealed record BenchComparison(string Python, int Rounds)
{
    /// <summary>One case.</summary>
    /// <param name="what">Which.</param>
    public BenchRow Run(BenchSetting what)
    {
        string[] same = ["--case", what.Case, "--mode", what.Mode, "--batch", Text(what.Batch)];
        var threads = Best(what, same);
        using var ours = BenchProcess.Ours([.. same, "--threads", Text(what.Threads)]);
        using var peer = BenchProcess.Peer(Python, threads, same);
        using var ceiling = BenchProcess.Ours("--mode", "sgemm", "--threads", Text(what.Threads));
        BenchProcess[] all = [ours, peer, ceiling];
        Array.ForEach(all, process => process.WarmUp());
        var (before, spent) = (MachineLoad.Now(), all.Sum(process => process.CpuSeconds));
        var figures = all.Select(_ => new List<StepFigures>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < all.Length; i++)
            {
                figures[i].Add(all[i].Step());
            }
        }

        var own = all.Sum(process => process.CpuSeconds) - spent;
        var busy = before is { } start ? MachineLoad.Now()?.Others(start, own) : null;
        return BenchRow.Of(what, threads, (ours.Facts, peer.Facts, ceiling.Facts), figures, busy);
    }

    // By the median of a second's steps after the first, or of two.
    private PeerThreads Best(BenchSetting what, string[] arguments)
    {
        var ways = PeerThreads.For(what.Threads);
        return ways.Count == 1 ? ways[0] : ways.MinBy(Ms)!;

        double Ms(PeerThreads way)
        {
            using var peer = BenchProcess.Peer(Python, way, arguments);
            peer.Step();
            var steps = new List<double>();
            while (steps.Count < 2 || steps.Sum() < 1000)
            {
                steps.Add(peer.Step().Ms);
            }

            return BenchRow.Median(steps);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
