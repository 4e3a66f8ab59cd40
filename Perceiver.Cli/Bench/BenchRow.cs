namespace Perceiver.Cli;

/// <summary>One comparison. Times are medians over the rounds; ratios are the peer's over ours, so more is better.</summary>
/// <param name="Case">The model.</param>
/// <param name="Mode">train or forward.</param>
/// <param name="Batch">Images per step.</param>
/// <param name="Threads">Processors of each side.</param>
/// <param name="PeerThreads">The peer's own threads and its BLAS's: the fastest of several ways.</param>
/// <param name="Rounds">Steps of each side, in turn.</param>
/// <param name="Parameters">Numbers our model learns.</param>
/// <param name="PeerParameters">Numbers the peer's model learns.</param>
/// <param name="OursMs">Our wall time of a step.</param>
/// <param name="PeerMs">The peer's.</param>
/// <param name="Ratio">Peer's wall time over ours.</param>
/// <param name="OursCpuMs">Our processor time of a step.</param>
/// <param name="PeerCpuMs">The peer's.</param>
/// <param name="CpuRatio">Peer's processor time over ours.</param>
/// <param name="OursRssMb">Our peak memory, MiB.</param>
/// <param name="PeerRssMb">The peer's.</param>
/// <param name="MemoryRatio">Our peak memory over the peer's, so less is better.</param>
/// <param name="Ceiling">Billions of operations a second in a product of two 2,048 x 2,048 matrices on as many threads.</param>
/// <param name="OursOfCeiling">The model's own operations a second in our step, as a share of that.</param>
/// <param name="PeerOfCeiling">The same of the peer's.</param>
/// <param name="Busy">Share of the machine that other programs took meanwhile; null where the system does not tell.</param>
internal sealed record BenchRow(
    string Case,
    string Mode,
    int Batch,
    int Threads,
    PeerThreads PeerThreads,
    int Rounds,
    long Parameters,
    long PeerParameters,
    double OursMs,
    double PeerMs,
    double Ratio,
    double OursCpuMs,
    double PeerCpuMs,
    double CpuRatio,
    double OursRssMb,
    double PeerRssMb,
    double MemoryRatio,
    double Ceiling,
    double OursOfCeiling,
    double PeerOfCeiling,
    double? Busy
)
{
    /// <summary>From the steps of ours, the peer and the product of matrices.</summary>
    public static BenchRow Of(
        BenchSetting what,
        PeerThreads peerThreads,
        (WorkerReady Ours, WorkerReady Peer, WorkerReady Product) facts,
        IReadOnlyList<IReadOnlyList<StepFigures>> figures,
        double? busy
    )
    {
        var wall = figures.Select(steps => Median(steps.Select(step => step.Ms))).ToArray();
        var cpu = figures.Select(steps => Median(steps.Select(step => step.CpuMs))).ToArray();
        double ours = figures[0][^1].RssMb,
            peer = figures[1][^1].RssMb;

        // A step back costs two products for each one forward.
        var work = facts.Ours.Flops * what.Batch * (what.Mode == "train" ? 3.0 : 1.0);
        var ceiling = facts.Product.Flops / wall[2] / 1e6;
        return new BenchRow(
            what.Case,
            what.Mode,
            what.Batch,
            what.Threads,
            peerThreads,
            figures[0].Count,
            facts.Ours.Parameters,
            facts.Peer.Parameters,
            wall[0],
            wall[1],
            wall[1] / wall[0],
            cpu[0],
            cpu[1],
            cpu[1] / Math.Max(1e-3, cpu[0]),
            ours,
            peer,
            ours / peer,
            ceiling,
            work / wall[0] / 1e6 / ceiling,
            work / wall[1] / 1e6 / ceiling,
            busy
        );
    }

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
