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
    CheckpointConfig Checkpoint
);

/// <summary>An optimiser and its settings.</summary>
public abstract record OptimizerConfig
{
    private OptimizerConfig() { }

    /// <summary>AdamW (1711.05101): decoupled weight decay, on every parameter unless excluded.</summary>
    /// <param name="LearningRate">Peak learning rate.</param>
    /// <param name="Beta1">Decay of the first moment.</param>
    /// <param name="Beta2">Decay of the second moment.</param>
    /// <param name="Epsilon">Added to the denominator.</param>
    /// <param name="WeightDecay">Weight decay.</param>
    /// <param name="DecayBiasAndNorm">Whether biases, norms and other one-dimensional parameters decay too.</param>
    public sealed record AdamW(
        double LearningRate,
        double Beta1,
        double Beta2,
        double Epsilon,
        double WeightDecay,
        bool DecayBiasAndNorm
    ) : OptimizerConfig;

    /// <summary>LAMB (1904.00962) as tensorflow-addons has it: bias-corrected moments, decay inside the update, trust ratio.</summary>
    /// <param name="LearningRate">Peak learning rate.</param>
    /// <param name="Beta1">Decay of the first moment.</param>
    /// <param name="Beta2">Decay of the second moment.</param>
    /// <param name="Epsilon">Added to the denominator.</param>
    /// <param name="WeightDecay">Weight decay.</param>
    /// <param name="DecayBiasAndNorm">Whether biases, norms and other one-dimensional parameters decay too.</param>
    public sealed record Lamb(
        double LearningRate,
        double Beta1,
        double Beta2,
        double Epsilon,
        double WeightDecay,
        bool DecayBiasAndNorm
    ) : OptimizerConfig;
}

/// <summary>The learning rate over time, as a factor of the optimiser's.</summary>
public abstract record ScheduleConfig
{
    private ScheduleConfig() { }

    /// <summary>Always the optimiser's learning rate, after a linear warm-up over so many steps.</summary>
    public sealed record Constant(int WarmupSteps) : ScheduleConfig;

    /// <summary>Linear warm-up over so many steps, then half a cosine down to a share of the peak at the last step.</summary>
    public sealed record Cosine(int WarmupSteps, double FinalFraction) : ScheduleConfig;
}

/// <summary>When a run is saved and which checkpoint counts as best.</summary>
/// <param name="EverySteps">Save after so many steps; null means after each epoch only.</param>
/// <param name="Monitor">Which validation figure decides what is best.</param>
public sealed record CheckpointConfig(int? EverySteps, Monitor Monitor);

/// <summary>The validation figure that decides which checkpoint is best.</summary>
public enum Monitor
{
    /// <summary>Highest validation accuracy (top-1).</summary>
    Top1,

    /// <summary>Lowest validation loss.</summary>
    Loss,
}
