namespace Perceiver.Cli;

/// <summary>How well a model does on a set of examples.</summary>
/// <param name="Loss">Mean cross-entropy, in nats.</param>
/// <param name="Top1">Share whose likeliest class is right, in 0..1.</param>
/// <param name="Top5">Share whose class is among the five likeliest, in 0..1.</param>
/// <param name="Examples">How many there were.</param>
public sealed record Scores(double Loss, double Top1, double Top5, int Examples);
