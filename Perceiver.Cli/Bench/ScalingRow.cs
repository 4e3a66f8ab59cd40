namespace Perceiver.Cli;

/// <summary>A training step of one size.</summary>
/// <param name="What">What is made larger: inputs, latents or batch.</param>
/// <param name="Size">How large it is.</param>
/// <param name="Ms">Wall time, median.</param>
/// <param name="CpuMs">Processor time, median.</param>
/// <param name="RssMb">Peak memory of the process, MiB.</param>
internal sealed record ScalingRow(string What, int Size, double Ms, double CpuMs, double RssMb)
{
    /// <summary>
    /// The power of the size with which processor time grew since the size before: 1 is in proportion, 2 its square. Null
    /// for the first.
    /// </summary>
    public double? TimeGrowth { get; init; }

    /// <summary>The power with which a figure grew since another size.</summary>
    public double? Growth(ScalingRow? before, Func<ScalingRow, double> figure) =>
        before is null ? null : Math.Log(figure(this) / figure(before)) / Math.Log(Size / (double)before.Size);
}
