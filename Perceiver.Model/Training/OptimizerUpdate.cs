using System.Collections.Immutable;
using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>What one update of some parameters is to be.</summary>
/// <param name="Options">Which optimiser, and its settings; its learning rate is not used.</param>
/// <param name="Decays">Whether a parameter decays, one for each.</param>
/// <param name="Step">The update's number, from 1.</param>
/// <param name="LearningRate">This update's learning rate.</param>
internal sealed record OptimizerUpdate(
    OptimizerConfig Options,
    ImmutableArray<bool> Decays,
    long Step,
    double LearningRate
)
{
    /// <summary>
    /// LAMB: whether a parameter's step is scaled to its norm, one for each. tensorflow-addons takes what it excludes from
    /// decay out of the trust ratio as well.
    /// </summary>
    public ImmutableArray<bool> Adapts(OptimizerConfig.Lamb lamb) =>
        lamb.TrustExcluded ? [.. Decays.Select(_ => true)] : Decays;
}
