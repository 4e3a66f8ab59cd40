using System.Collections.Immutable;

namespace Perceiver.Cli;

/// <summary>A run in a sweep's table.</summary>
/// <param name="Run">Its folder's name.</param>
/// <param name="Status">finished, interrupted, failed, or waiting.</param>
/// <param name="Values">Its value of each setting that is varied.</param>
/// <param name="Monitor">Name of the validation figure that decides; null where no epoch has ended.</param>
/// <param name="Value">That figure, of the best epoch.</param>
/// <param name="Epoch">That epoch.</param>
/// <param name="Steps">Updates done.</param>
/// <param name="Seconds">Time trained.</param>
/// <param name="Validation">All figures of that epoch.</param>
/// <param name="Test">Figures of its weights on the test examples, where it was tested.</param>
/// <param name="Message">Why it failed, if it did.</param>
public sealed record SweepRow(
    string Run,
    string Status,
    ImmutableArray<string> Values,
    string? Monitor = null,
    double? Value = null,
    int Epoch = 0,
    long Steps = 0,
    double Seconds = 0,
    Scores? Validation = null,
    Scores? Test = null,
    string? Message = null
)
{
    /// <summary>The run was not begun.</summary>
    public const string Waiting = "waiting";

    /// <summary>The run ended before its end, by a fault of its own.</summary>
    public const string Failed = "failed";
}
