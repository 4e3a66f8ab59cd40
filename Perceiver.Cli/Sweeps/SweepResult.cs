namespace Perceiver.Cli;

/// <summary>What came of a sweep.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Table">Its runs, the best first.</param>
/// <param name="Interrupted">Whether it was stopped and can be gone on with.</param>
public sealed record SweepResult(SweepFolder Folder, SweepTable Table, bool Interrupted);
