namespace Perceiver.Data;

/// <summary>A figure that a model, or a baseline, reaches on a set of examples.</summary>
/// <param name="Name">What it is, in snake_case: the key in JSON and the column in a table.</param>
/// <param name="Value">Shares are in 0..1.</param>
public sealed record Figure(string Name, double Value);
