namespace Perceiver.Config;

/// <summary>An optimiser and its settings.</summary>
public abstract record OptimizerConfig
{
    private OptimizerConfig() { }

    /// <summary>Peak learning rate.</summary>
    public abstract double LearningRate { get; init; }

    /// <summary>Weight decay.</summary>
    public abstract double WeightDecay { get; init; }

    /// <summary>Whether biases, norms and other one-dimensional parameters decay too.</summary>
    public abstract bool DecayBiasAndNorm { get; init; }

    /// <summary>Names of parameters that never decay; <c>*</c> stands for any characters.</summary>
    public abstract EquatableArray<string> DecayExclude { get; init; }

    /// <summary>Stochastic gradient descent, as PyTorch has it: L2 decay in the gradient, then momentum.</summary>
    /// <param name="LearningRate">Peak learning rate.</param>
    /// <param name="Momentum">Share of the last step that is kept.</param>
    /// <param name="Nesterov">Whether the step looks ahead along the momentum.</param>
    /// <param name="WeightDecay">Weight decay, added to the gradient.</param>
    /// <param name="DecayBiasAndNorm">Whether biases, norms and other one-dimensional parameters decay too.</param>
    /// <param name="DecayExclude">Names of parameters that never decay.</param>
    public sealed record Sgd(
        double LearningRate,
        double Momentum,
        bool Nesterov,
        double WeightDecay,
        bool DecayBiasAndNorm,
        EquatableArray<string> DecayExclude = default
    ) : OptimizerConfig;

    /// <summary>Adam (1412.6980) with L2 decay: added to the gradient, before the moments.</summary>
    /// <param name="LearningRate">Peak learning rate.</param>
    /// <param name="Beta1">Decay of the first moment.</param>
    /// <param name="Beta2">Decay of the second moment.</param>
    /// <param name="Epsilon">Added to the denominator.</param>
    /// <param name="WeightDecay">Weight decay, added to the gradient.</param>
    /// <param name="DecayBiasAndNorm">Whether biases, norms and other one-dimensional parameters decay too.</param>
    /// <param name="DecayExclude">Names of parameters that never decay.</param>
    public sealed record Adam(
        double LearningRate,
        double Beta1,
        double Beta2,
        double Epsilon,
        double WeightDecay,
        bool DecayBiasAndNorm,
        EquatableArray<string> DecayExclude = default
    ) : OptimizerConfig;

    /// <summary>AdamW (1711.05101): decoupled weight decay, on every parameter unless excluded.</summary>
    /// <param name="LearningRate">Peak learning rate.</param>
    /// <param name="Beta1">Decay of the first moment.</param>
    /// <param name="Beta2">Decay of the second moment.</param>
    /// <param name="Epsilon">Added to the denominator.</param>
    /// <param name="WeightDecay">Weight decay.</param>
    /// <param name="DecayBiasAndNorm">Whether biases, norms and other one-dimensional parameters decay too.</param>
    /// <param name="DecayExclude">Names of parameters that never decay.</param>
    public sealed record AdamW(
        double LearningRate,
        double Beta1,
        double Beta2,
        double Epsilon,
        double WeightDecay,
        bool DecayBiasAndNorm,
        EquatableArray<string> DecayExclude = default
    ) : OptimizerConfig;

    /// <summary>LAMB (1904.00962) as tensorflow-addons has it: bias-corrected moments, decay inside the update, trust ratio.</summary>
    /// <param name="LearningRate">Peak learning rate.</param>
    /// <param name="Beta1">Decay of the first moment.</param>
    /// <param name="Beta2">Decay of the second moment.</param>
    /// <param name="Epsilon">Added to the denominator.</param>
    /// <param name="WeightDecay">Weight decay.</param>
    /// <param name="DecayBiasAndNorm">Whether biases, norms and other one-dimensional parameters decay too.</param>
    /// <param name="DecayExclude">Names of parameters that never decay.</param>
    /// <param name="TrustExcluded">
    /// Whether parameters that do not decay still have a trust ratio, as in DeepMind's chain; tensorflow-addons leaves
    /// them out of both.
    /// </param>
    public sealed record Lamb(
        double LearningRate,
        double Beta1,
        double Beta2,
        double Epsilon,
        double WeightDecay,
        bool DecayBiasAndNorm,
        EquatableArray<string> DecayExclude = default,
        bool TrustExcluded = false
    ) : OptimizerConfig;
}
