using System.Collections.Immutable;

namespace Perceiver.Cli;

/// <summary><c>sweep.json</c>: what a sweep set out to do, so that it can be gone on with.</summary>
/// <param name="Config">Name of the config.</param>
/// <param name="Started">When, local time, ISO 8601.</param>
/// <param name="Program">Version of the program.</param>
/// <param name="Data">The folder given with <c>--data</c>, or null.</param>
/// <param name="Device">The device given, or null.</param>
/// <param name="Threads">The threads given, or null.</param>
/// <param name="Test">Whether the best run's weights are tested at the end.</param>
/// <param name="Overrides">Settings that all runs were given.</param>
/// <param name="Settings">The settings that are varied.</param>
/// <param name="Runs">The runs, in their order.</param>
public sealed record SweepFile(
    string Config,
    string Started,
    string Program,
    string? Data,
    string? Device,
    int? Threads,
    bool Test,
    ImmutableArray<string> Overrides,
    ImmutableArray<string> Settings,
    ImmutableArray<SweepEntry> Runs
);
