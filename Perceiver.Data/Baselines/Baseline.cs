using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>What can be reached on a set of examples without a model.</summary>
/// <param name="Name">How it answers.</param>
/// <param name="Figures">What it reaches; the names are those of the model's figures.</param>
public sealed record Baseline(string Name, EquatableArray<Figure> Figures);
