using System.Collections.Immutable;

namespace Perceiver.Cli;

/// <summary>What a model said about a set of examples.</summary>
/// <param name="Scores">The figures.</param>
/// <param name="Confusion">
/// Row by true class, column by likeliest class: how many examples, or pixels. Its rows' sums are the classes' sizes. Empty where there are no classes.
/// </param>
/// <param name="Predictions">One by one, in the order of the set.</param>
public sealed record Evaluation(
    Scores Scores,
    ImmutableArray<ImmutableArray<int>> Confusion,
    ImmutableArray<ExamplePrediction> Predictions
);
