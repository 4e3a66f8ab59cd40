using System.Collections.Immutable;

namespace Perceiver.Model;

/// <summary>What there is of CUDA, and what was looked for.</summary>
/// <param name="Devices">Devices that can be used.</param>
/// <param name="Libtorch">The CUDA that libtorch was built with, as in <c>13.0</c>; null where it has none.</param>
/// <param name="Driver">The newest CUDA that the driver serves; null without a driver.</param>
/// <param name="Looked">What was looked for and what came of it, a clause each.</param>
public sealed record CudaFacts(int Devices, string? Libtorch, string? Driver, ImmutableArray<string> Looked)
{
    /// <summary>What there is, in one clause.</summary>
    public override string ToString() =>
        Devices > 0
            ? $"{Devices} {(Devices == 1 ? "device" : "devices")}, libtorch for CUDA {Libtorch ?? "?"}, driver for {Driver ?? "?"}"
            : $"no device ({string.Join("; ", Looked)})";
}
