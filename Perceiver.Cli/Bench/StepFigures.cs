namespace Perceiver.Cli;

/// <summary>What one step cost.</summary>
/// <param name="Ms">Wall time in milliseconds.</param>
/// <param name="CpuMs">Processor time of the whole process in milliseconds.</param>
/// <param name="RssMb">Peak resident memory so far, in MiB.</param>
internal sealed record StepFigures(double Ms, double CpuMs, double RssMb);

/// <summary>The first line of a worker.</summary>
/// <param name="Ready">Always true.</param>
/// <param name="Parameters">How many numbers its model learns.</param>
/// <param name="Flops">Operations of one forward pass over one image; the peer does not say.</param>
internal sealed record WorkerReady(bool Ready, long Parameters, long Flops = 0);
