namespace Perceiver.Cli;

/// <summary>What is timed.</summary>
/// <param name="Case">The model.</param>
/// <param name="Mode">train or forward.</param>
/// <param name="Batch">Images per step.</param>
/// <param name="Threads">Processors for each side.</param>
internal sealed record BenchSetting(string Case, string Mode, int Batch, int Threads);
