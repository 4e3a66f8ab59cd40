using System.Collections.Immutable;

namespace Perceiver.Cli;

/// <summary>What a run's metrics file holds.</summary>
/// <param name="Curves">A curve for each figure of each part.</param>
/// <param name="Events">Steps that were not finite.</param>
/// <param name="EpochSteps">Updates done at the end of each epoch.</param>
/// <param name="Warnings">What could not be read.</param>
public sealed record RunMetrics(
    ImmutableArray<Series> Curves,
    ImmutableArray<RunEvent> Events,
    ImmutableArray<long> EpochSteps,
    ImmutableArray<string> Warnings
);
