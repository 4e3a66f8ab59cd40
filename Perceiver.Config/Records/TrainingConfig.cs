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
