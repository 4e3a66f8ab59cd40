using System.Collections.Immutable;

namespace Perceiver.Model;

/// <summary>An update of all parameters: AdamW (1711.05101) or LAMB (1904.00962).</summary>
/// <param name="Adapts">
/// LAMB: whether a parameter's step is scaled to its norm, one for each parameter. Empty means AdamW.
/// </param>
/// <param name="Decays">Whether a parameter decays, one for each.</param>
/// <param name="LearningRate">This update's learning rate.</param>
/// <param name="Beta1">Share of the first moment that stays.</param>
/// <param name="Beta2">Share of the second moment that stays.</param>
/// <param name="Epsilon">Added to the root of the second moment.</param>
/// <param name="WeightDecay">AdamW: what is taken from a weight, times the learning rate. LAMB: its share in the step.</param>
/// <param name="Step">The update's number, from 1.</param>
public sealed record FusedUpdateRule(
    ImmutableArray<bool> Adapts,
    ImmutableArray<bool> Decays,
    double LearningRate,
    double Beta1,
    double Beta2,
    double Epsilon,
    double WeightDecay,
    long Step
);
