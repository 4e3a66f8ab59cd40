namespace Perceiver.Cli;

/// <summary>
/// A line of <c>history.jsonl</c>: when a run was begun, gone on with, and how it stopped. It tells of clocks and machines,
/// so that it is no part of what a resumed run has in common with an uninterrupted one.
/// </summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When, local time, ISO 8601.</param>
/// <param name="Step">Updates done by then.</param>
/// <param name="Epoch">Epochs that had ended by then.</param>
/// <param name="Program">Version of the program.</param>
/// <param name="Detail">More about it, in words; null where there is no more.</param>
/// <param name="Environment">What it runs on from here; null where the line ends a part.</param>
public sealed record HistoryLine(
    string Kind,
    string At,
    long Step,
    int Epoch,
    string Program,
    string? Detail = null,
    RunEnvironment? Environment = null
)
{
    /// <summary>A new run.</summary>
    public const string Started = "started";

    /// <summary>From a checkpoint.</summary>
    public const string Resumed = "resumed";

    /// <summary>By a signal; the state was saved.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>By a failure, which <see cref="Detail"/> tells.</summary>
    public const string Failed = "failed";

    /// <summary>To the end.</summary>
    public const string Finished = "finished";
}
