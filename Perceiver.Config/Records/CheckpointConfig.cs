namespace Perceiver.Config;

/// <summary>When a run is saved and which checkpoint counts as best.</summary>
/// <param name="EverySteps">Save after so many steps; null means after each epoch only.</param>
/// <param name="EveryMinutes">Save when so many minutes have passed since the last save; null means after each epoch only.</param>
/// <param name="Keep">How many of the newest checkpoints stay, in 2..1000, beside the best.</param>
/// <param name="Monitor">Which validation figure decides what is best.</param>
public sealed record CheckpointConfig(int? EverySteps, double? EveryMinutes, int Keep, Monitor Monitor);
