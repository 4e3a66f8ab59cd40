using System.Collections.Immutable;

namespace Perceiver.Cli;

/// <summary><c>run.json</c>: how a run was started, so that it can be resumed with the same words.</summary>
/// <param name="Config">Name of the config.</param>
/// <param name="Started">When, local time, ISO 8601.</param>
/// <param name="Program">Version of the program.</param>
/// <param name="Data">The folder given with <c>--data</c>, or null.</param>
/// <param name="Device">The device given, or null.</param>
/// <param name="Threads">The threads given, or null.</param>
/// <param name="Overrides">The <c>--set</c> values.</param>
public sealed record RunStart(
    string Config,
    string Started,
    string Program,
    string? Data,
    string? Device,
    int? Threads,
    ImmutableArray<string> Overrides
);
