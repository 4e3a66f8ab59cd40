using System.Collections.Immutable;
using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary>What was asked of <c>train</c>.</summary>
/// <param name="Data">Folder with the data set, or null.</param>
/// <param name="Out">The run folder to make, or null for a new one in the runs folder.</param>
/// <param name="Overrides">Settings given with <c>--set</c> and <c>--seed</c>.</param>
/// <param name="Device">The device, or null.</param>
/// <param name="Threads">Number of threads, or null.</param>
/// <param name="Quiet">Show results only.</param>
/// <param name="Json">Standard output carries the summary as JSON.</param>
/// <param name="NoTest">Leave the test examples alone.</param>
/// <param name="Workers">Threads that make batches ahead of the steps; null leaves it to the device.</param>
public sealed record TrainOptions(
    string? Data,
    string? Out,
    ImmutableArray<ConfigOverride> Overrides,
    DeviceChoice? Device,
    int? Threads,
    bool Quiet,
    bool Json,
    bool NoTest = false,
    int? Workers = null
);
