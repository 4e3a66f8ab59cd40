namespace Perceiver.Model;

/// <summary>How the engine is started.</summary>
/// <param name="Threads">Threads of libtorch and of the BLAS, per calling thread; at least one.</param>
public sealed record EngineOptions(int Threads);
