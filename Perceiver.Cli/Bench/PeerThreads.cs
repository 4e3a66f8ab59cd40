namespace Perceiver.Cli;

/// <summary>How PyTorch is told to use a number of processors.</summary>
/// <param name="Own">Its own threads.</param>
/// <param name="Blas">Threads of the library that multiplies its matrices.</param>
internal sealed record PeerThreads(int Own, int Blas)
{
    /// <summary>All ways to use so many processors; which is the fastest depends on the case.</summary>
    public static IReadOnlyList<PeerThreads> For(int threads) =>
        threads == 1 ? [new(1, 1)] : [new(threads, threads), new(1, threads), new(threads, 1)];
}
