using System.Collections.Immutable;

namespace Perceiver.Model;

/// <summary>What the engine found on this machine.</summary>
/// <param name="Engine">Which engine was built in.</param>
/// <param name="LibtorchVersion">Version of libtorch, or "unknown".</param>
/// <param name="LibtorchPath">The library that was loaded; null where it could not be.</param>
/// <param name="Blas">The library that multiplies matrices; null where none was found among the loaded ones.</param>
/// <param name="BlasKind">What kind of library that is.</param>
/// <param name="BlasThreads">Its threads; null where it has no such setting.</param>
/// <param name="Threads">libtorch's threads.</param>
/// <param name="Processors">Processors that this process may use.</param>
/// <param name="CpuFeatures">Vector instructions that matter here, as in <c>AVX2, FMA</c>.</param>
/// <param name="Compiler">The C++ compiler that builds the engine; null where it is missing or not needed.</param>
/// <param name="Problems">What is wrong, each with the line that mends it.</param>
public sealed record EngineFacts(
    string Engine,
    string LibtorchVersion,
    string? LibtorchPath,
    string? Blas,
    BlasKind BlasKind,
    int? BlasThreads,
    int Threads,
    int Processors,
    string CpuFeatures,
    string? Compiler,
    ImmutableArray<EngineProblem> Problems
)
{
    /// <summary>Where the libtorch was found that this engine was built against; empty where the engine does not know.</summary>
    public string LibtorchOrigin { get; init; } = "";
}
