using System.Collections.Immutable;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>A baseline beside a model's figures.</summary>
/// <param name="Name">How it answers.</param>
/// <param name="Figures">What it reaches, by the names of the model's figures.</param>
public sealed record BaselineFile(string Name, ImmutableSortedDictionary<string, double> Figures)
{
    /// <summary>The same as JSON has it.</summary>
    public static BaselineFile Of(Baseline baseline) =>
        new(
            baseline.Name,
            baseline.Figures.ToImmutableSortedDictionary(
                figure => figure.Name,
                figure => figure.Value,
                StringComparer.Ordinal
            )
        );
}
