using System.Collections.Immutable;

namespace Perceiver.Cli;

/// <summary>One run of a sweep, as it was planned.</summary>
/// <param name="Name">Its folder in the sweep's.</param>
/// <param name="Values">Its value of each setting that is varied.</param>
/// <param name="Hash">Hash of its config.</param>
public sealed record SweepEntry(string Name, ImmutableArray<string> Values, string Hash);
