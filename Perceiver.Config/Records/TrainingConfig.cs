namespace Perceiver.Config;

/// <summary>How the model is trained.</summary>
/// <param name="Epochs">Passes over the training examples.</param>
/// <param name="MaxSteps">Stop after so many steps, if earlier; null means no limit.</param>
/// <param name="BatchSize">Examples per step.</param>
/// <param name="Shards">
/// Parts each batch is cut into; their gradients are summed in order. Shards run side by side on threads, and the
/// result depends on their number only, never on the number of threads.
/// </param>
/// <param name="Seed">Seed of initial weights, order, augmentation and dropout.</param>
/// <param name="Optimizer">The optimiser.</param>
/// <param name="Schedule">The learning rate over time.</param>
/// <param name="ClipNorm">Largest global norm of the gradient; null means no clipping.</param>
/// <param name="LabelSmoothing">Share of the target spread over all classes, in [0, 1).</param>
/// <param name="Checkpoint">When the run is saved.</param>
/// <param name="ClipValue">Largest size of each number of the gradient, before <paramref name="ClipNorm"/>; null means no clipping.</param>
/// <param name="Accumulation">Batches whose gradients make one update, as one large batch would.</param>
/// <param name="EmaDecay">Decay of the moving average of the weights, which is then evaluated and used; null means none.</param>
/// <param name="EarlyStopping">When to end before the last epoch.</param>
/// <param name="NonFinite">What to do where input, loss or gradient is not a finite number.</param>
/// <param name="StochasticDepth">
/// Share of examples for which a training step leaves out the last latent block, in [0, 1); earlier blocks in proportion.
/// </param>
/// <param name="Precision">Numbers of the matrix products; parameters and optimiser are float32 in any case.</param>
/// <param name="Recompute">What the backward pass computes anew instead of keeping it.</param>
/// <param name="MemoryBudget">GiB of activations that a step may keep; more is advised against.</param>
/// <param name="ZLoss">Weight of the squared logarithm of the softmax's sum in the loss.</param>
/// <param name="Freeze">Names of parameters that are not trained; <c>*</c> stands for any characters.</param>
/// <param name="StartFrom">A run whose weights are the first ones; null for random ones.</param>
public sealed record TrainingConfig(
    int Epochs,
    int? MaxSteps,
    int BatchSize,
    int Shards,
    long Seed,
    OptimizerConfig Optimizer,
    ScheduleConfig Schedule,
    double? ClipNorm,
    double LabelSmoothing,
    CheckpointConfig Checkpoint,
    double? ClipValue = null,
    int Accumulation = 1,
    double? EmaDecay = null,
    EarlyStoppingConfig EarlyStopping = default,
    NonFinitePolicy NonFinite = NonFinitePolicy.Stop,
    double StochasticDepth = 0,
    Precision Precision = Precision.Float32,
    Recompute Recompute = Recompute.Nothing,
    double MemoryBudget = 80,
    double ZLoss = 0,
    EquatableArray<string> Freeze = default,
    string? StartFrom = null
);

/// <summary>Which numbers a matrix product multiplies.</summary>
public enum Precision
{
    /// <summary>32 bits.</summary>
    Float32,

    /// <summary>32 bits of which the product reads 19, where the device has such products.</summary>
    Tf32,

    /// <summary>16 bits with the range of 32.</summary>
    Bfloat16,
}

/// <summary>What the backward pass computes anew.</summary>
public enum Recompute
{
    /// <summary>Nothing: all that it needs is kept.</summary>
    Nothing,

    /// <summary>Each block from its input, so that only inputs of blocks are kept.</summary>
    Blocks,
}

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

/// <summary>The learning rate over time, as a factor of the optimiser's.</summary>
public abstract record ScheduleConfig
{
    private ScheduleConfig() { }

    /// <summary>Always the optimiser's learning rate, after a linear warm-up over so many steps.</summary>
    public sealed record Constant(int WarmupSteps) : ScheduleConfig;

    /// <summary>
    /// Linear warm-up over so many steps, then a cosine down to a share of the peak: half of one, or more cycles.
    /// </summary>
    public sealed record Cosine(int WarmupSteps, double FinalFraction, double Cycles = 0.5) : ScheduleConfig;

    /// <summary>After the warm-up the peak, times the factor once for each boundary reached.</summary>
    public sealed record Steps(int WarmupSteps, EquatableArray<int> Boundaries, double Factor) : ScheduleConfig;

    /// <summary>After the warm-up the peak for a share of the run, then half a cosine down (DeepMind's constant_cosine).</summary>
    public sealed record ConstantCosine(int WarmupSteps, double ConstantFraction, double FinalFraction)
        : ScheduleConfig;

    /// <summary>Half a cosine up and half a cosine down (1708.07120), as PyTorch's OneCycleLR has it.</summary>
    /// <param name="RiseFraction">Share of the run in which the rate rises.</param>
    /// <param name="InitialDivisor">The first rate is the peak divided by this.</param>
    /// <param name="FinalDivisor">The last rate is the first divided by this.</param>
    /// <param name="CycleMomentum">Whether the momentum (or beta1) falls while the rate rises, and back.</param>
    /// <param name="BaseMomentum">The momentum at the peak of the rate.</param>
    /// <param name="MaxMomentum">The momentum at both ends.</param>
    public sealed record OneCycle(
        double RiseFraction,
        double InitialDivisor,
        double FinalDivisor,
        bool CycleMomentum,
        double BaseMomentum,
        double MaxMomentum
    ) : ScheduleConfig;

    /// <summary>
    /// Constant after the warm-up, and times a factor whenever the monitored validation figure has not improved for
    /// some epochs (Keras' ReduceLROnPlateau).
    /// </summary>
    /// <param name="WarmupSteps">Steps of linear warm-up.</param>
    /// <param name="Factor">What the rate is multiplied with.</param>
    /// <param name="Patience">Epochs without improvement before that.</param>
    /// <param name="MinDelta">What counts as an improvement.</param>
    /// <param name="Cooldown">Epochs after a reduction that are not counted.</param>
    /// <param name="MinFraction">Share of the peak below which the rate does not go.</param>
    public sealed record Plateau(
        int WarmupSteps,
        double Factor,
        int Patience,
        double MinDelta,
        int Cooldown,
        double MinFraction
    ) : ScheduleConfig;
}

/// <summary>Ends a run whose monitored validation figure no longer improves; its best weights are those that count.</summary>
/// <param name="Patience">Epochs without improvement before the end; null means never.</param>
/// <param name="MinDelta">What counts as an improvement.</param>
public readonly record struct EarlyStoppingConfig(int? Patience, double MinDelta);

/// <summary>What to do with a step whose input, loss or gradient is not a finite number.</summary>
public enum NonFinitePolicy
{
    /// <summary>End the run with a message; the checkpoints stay as they are.</summary>
    Stop,

    /// <summary>Leave out the update and go on; ten such steps in a row end the run.</summary>
    Skip,

    /// <summary>Go back to the weights at the start of the epoch and go on after the batch; ten in a row end the run.</summary>
    RollBack,
}

/// <summary>When a run is saved and which checkpoint counts as best.</summary>
/// <param name="EverySteps">Save after so many steps; null means after each epoch only.</param>
/// <param name="EveryMinutes">Save when so many minutes have passed since the last save; null means after each epoch only.</param>
/// <param name="Keep">How many of the newest checkpoints stay, in 2..1000, beside the best.</param>
/// <param name="Monitor">Which validation figure decides what is best.</param>
public sealed record CheckpointConfig(int? EverySteps, double? EveryMinutes, int Keep, Monitor Monitor);

/// <summary>The validation figure that decides which checkpoint is best.</summary>
public enum Monitor
{
    /// <summary>Highest validation accuracy (top-1).</summary>
    Top1,

    /// <summary>Lowest validation loss.</summary>
    Loss,
}
