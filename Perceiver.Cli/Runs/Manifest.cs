using System.Collections.Immutable;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary><c>manifest.json</c> of a checkpoint: all of it that is no tensor, and the digests of its files.</summary>
/// <param name="FormatVersion">Version of this layout.</param>
/// <param name="Program">Version of the program that wrote it.</param>
/// <param name="Model">Name of the config.</param>
/// <param name="ConfigHash">Hash of the canonical config; another config's checkpoint is refused by it.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Epoch">Epoch of the next step, from 0.</param>
/// <param name="StepInEpoch">The next step within it, from 0.</param>
/// <param name="Key">The run's random key, in hexadecimal.</param>
/// <param name="Mean">Mean of the training pixels per channel, 0..255.</param>
/// <param name="Deviation">Their standard deviation per channel.</param>
/// <param name="ClassNames">Names of the classes in label order.</param>
/// <param name="DataSizes">Numbers of training, validation and test examples.</param>
/// <param name="Progress">What the run has seen.</param>
/// <param name="Plateau">Where a plateau schedule stands.</param>
/// <param name="Stopping">How long the run has not improved.</param>
/// <param name="Files">SHA-256 of each other file, in hexadecimal.</param>
public sealed record Manifest(
    int FormatVersion,
    string Program,
    string Model,
    string ConfigHash,
    long Step,
    int Epoch,
    int StepInEpoch,
    string Key,
    ImmutableArray<double> Mean,
    ImmutableArray<double> Deviation,
    ImmutableArray<string> ClassNames,
    ImmutableArray<int> DataSizes,
    Progress Progress,
    PlateauState Plateau,
    StoppingState Stopping,
    ImmutableSortedDictionary<string, string> Files
)
{
    /// <summary>The layout that this program writes and reads.</summary>
    public const int CurrentFormat = 3;
}
