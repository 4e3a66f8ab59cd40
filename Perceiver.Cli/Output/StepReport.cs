using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Where a run stands, for people.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="StepInEpoch">Steps done in it.</param>
/// <param name="StepsPerEpoch">Of so many.</param>
/// <param name="Step">Steps done in all.</param>
/// <param name="TotalSteps">Of so many.</param>
/// <param name="Loss">Mean over the epoch so far.</param>
/// <param name="Right">Share right over the epoch so far; null where numbers are asked.</param>
/// <param name="ExamplesPerSecond">Lately.</param>
/// <param name="SecondsLeft">Until the last step, at that rate.</param>
/// <param name="BatchLoss">Mean over the last batch.</param>
/// <param name="MemoryBytes">What the process holds.</param>
public sealed record StepReport(
    int Epoch,
    int Epochs,
    int StepInEpoch,
    int StepsPerEpoch,
    long Step,
    long TotalSteps,
    double Loss,
    Figure? Right,
    double ExamplesPerSecond,
    double SecondsLeft,
    double BatchLoss,
    long MemoryBytes
);
