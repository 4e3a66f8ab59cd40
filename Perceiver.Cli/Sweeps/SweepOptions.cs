using System.Collections.Immutable;
using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary>What was asked of <c>sweep</c>.</summary>
/// <param name="Axes">What is varied.</param>
/// <param name="Random">How many runs to draw; null means every combination.</param>
/// <param name="Seed">What draws them.</param>
/// <param name="Overrides">Settings that all runs are given.</param>
/// <param name="Test">Whether the best run's weights are tested at the end.</param>
/// <param name="Training">What all runs are trained with, beside their settings.</param>
public sealed record SweepOptions(
    ImmutableArray<SweepAxis> Axes,
    int? Random,
    long Seed,
    ImmutableArray<ConfigOverride> Overrides,
    bool Test,
    TrainOptions Training
);
