using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>What <c>perceiver import</c> was asked.</summary>
/// <param name="Program">Whose weights they are.</param>
/// <param name="Config">The file that describes the model.</param>
/// <param name="Weights">The weights.</param>
/// <param name="Out">The run folder to make, or null for a new one among the runs.</param>
/// <param name="Like">A config whose data and training are taken, or null.</param>
/// <param name="Sizes">Sizes that the description leaves open.</param>
/// <param name="Mean">Mean of a channel that pixels are normalised with, 0..255.</param>
/// <param name="Deviation">Deviation of a channel.</param>
public sealed record ImportOptions(
    string Program,
    string Config,
    string Weights,
    string? Out,
    string? Like,
    ReferenceSizes Sizes,
    EquatableArray<double> Mean,
    EquatableArray<double> Deviation
);
