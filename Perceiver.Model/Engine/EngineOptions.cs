namespace Perceiver.Model;

/// <summary>How the engine is started.</summary>
/// <param name="Threads">Threads of libtorch and of the BLAS, per calling thread; at least one.</param>
/// <param name="OneCaller">
/// Whether one thread at a time computes. Then an operator that runs on several threads itself may keep the BLAS to one for
/// as long as it runs, which would change the bits of what another thread multiplies meanwhile.
/// </param>
/// <param name="UpdateThreads">Threads of an update of all parameters, which nothing else runs beside; at least one.</param>
/// <param name="Tf32">Whether float32 products may read 19 of the bits, on devices that have such products.</param>
public sealed record EngineOptions(int Threads, bool OneCaller = false, int UpdateThreads = 1, bool Tf32 = false);
