namespace Perceiver.Cli;

/// <summary>One comparison. Times are medians over the rounds; ratios are the peer's over ours, so more is better.</summary>
/// <param name="Case">The model.</param>
/// <param name="Mode">train or forward.</param>
/// <param name="Batch">Images per step.</param>
/// <param name="Threads">Threads of each side.</param>
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
internal sealed record BenchRow(
    string Case,
    string Mode,
    int Batch,
    int Threads,
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
    double PeerRssMb
)
{
    /// <summary>From the steps of both sides.</summary>
    public static BenchRow Of(
        (string Case, string Mode, int Batch, int Threads) what,
        (long Ours, long Peer) parameters,
        IReadOnlyList<StepFigures> ours,
        IReadOnlyList<StepFigures> peer
    )
    {
        var (wall, peerWall) = (Median(ours.Select(step => step.Ms)), Median(peer.Select(step => step.Ms)));
        var (cpu, peerCpu) = (Median(ours.Select(step => step.CpuMs)), Median(peer.Select(step => step.CpuMs)));
        return new BenchRow(
            what.Case,
            what.Mode,
            what.Batch,
            what.Threads,
            ours.Count,
            parameters.Ours,
            parameters.Peer,
            wall,
            peerWall,
            peerWall / wall,
            cpu,
            peerCpu,
            peerCpu / Math.Max(1e-3, cpu),
            ours[^1].RssMb,
            peer[^1].RssMb
        );
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
