namespace Perceiver.Config;

/// <summary>Ends a run whose monitored validation figure no longer improves; its best weights are those that count.</summary>
/// <param name="Patience">Epochs without improvement before the end; null means never.</param>
/// <param name="MinDelta">What counts as an improvement.</param>
public readonly record struct EarlyStoppingConfig(int? Patience, double MinDelta);
