namespace Perceiver.Config;

/// <summary>Settings of the training.</summary>
internal static class TrainingSchema
{
    public static readonly RecordType<TrainingConfig> Type = Training();

    private static RecordType<TrainingConfig> Training()
    {
        var fields = new Fields<TrainingConfig>();
        var epochs = fields.Required(
            "epochs",
            Types.Integer(1, 1_000_000),
            c => c.Epochs,
            "Passes over the training examples."
        );
        var maxSteps = fields.Optional(
            "max_steps",
            Ranges.OptionalCount,
            c => c.MaxSteps,
            null,
            "Stop after so many steps, if earlier; null for no limit."
        );
        var batchSize = fields.Optional(
            "batch_size",
            Types.Integer(1, 65_536),
            c => c.BatchSize,
            64,
            "Examples per step."
        );
        var shards = fields.Optional(
            "shards",
            Types.Integer(1, 256),
            c => c.Shards,
            1,
            "Parts of a batch whose gradients are summed in order; they may run side by side, and more parts than threads take less memory."
        );
        var seed = fields.Optional(
            "seed",
            Types.Long(0, long.MaxValue),
            c => c.Seed,
            0,
            "Seed of initial weights, order, augmentation and dropout."
        );
        var optimizer = fields.Optional(
            "optimizer",
            OptimizerSchema.Type,
            c => c.Optimizer,
            OptimizerSchema.Default,
            "The optimiser."
        );
        var schedule = fields.Optional(
            "schedule",
            ScheduleSchema.Type,
            c => c.Schedule,
            new ScheduleConfig.Constant(0),
            "The learning rate over time."
        );
        var clip = fields.Optional(
            "clip_norm",
            Types.OrNull(Types.Number(0, 1e9, minExcluded: true)),
            c => c.ClipNorm,
            null,
            "Largest global norm of the gradient; null for no clipping."
        );
        var smoothing = fields.Optional(
            "label_smoothing",
            Types.Share,
            c => c.LabelSmoothing,
            0,
            "Share of the target spread over all classes; of several labels each between having it and not."
        );
        var checkpoint = fields.Group(
            "checkpoint",
            CheckpointSchema.Checkpoint,
            c => c.Checkpoint,
            "When the run is saved."
        );
        var clipValue = fields.Optional(
            "clip_value",
            Types.OrNull(Types.Number(0, 1e9, minExcluded: true)),
            c => c.ClipValue,
            null,
            "Largest size of each number of the gradient, before clip_norm; null for no clipping."
        );
        var accumulation = fields.Optional(
            "accumulation",
            Types.Integer(1, 65_536),
            c => c.Accumulation,
            1,
            "Batches whose gradients make one update, as one large batch would."
        );
        var ema = fields.Optional(
            "ema_decay",
            Types.OrNull(Types.Share),
            c => c.EmaDecay,
            null,
            "Decay of the moving average of the weights, which is then what is evaluated, saved and used; null for none."
        );
        var stopping = fields.Group(
            "early_stopping",
            CheckpointSchema.EarlyStopping,
            c => c.EarlyStopping,
            "When to end early."
        );
        var nonFinite = fields.Optional(
            "non_finite",
            Types.Word<NonFinitePolicy>(),
            c => c.NonFinite,
            NonFinitePolicy.Stop,
            "Where input, loss or gradient is not finite: end the run, leave out the update, or go back to the epoch's start."
        );
        var depth = fields.Optional(
            "stochastic_depth",
            Types.Share,
            c => c.StochasticDepth,
            0,
            "Share of examples for which a training step leaves out the last latent block; earlier blocks in proportion."
        );
        var precision = fields.Optional(
            "precision",
            Types.Word<Precision>(),
            c => c.Precision,
            Precision.Float32,
            "Numbers of the matrix products; parameters and optimiser are float32 in any case."
        );
        var recompute = fields.Optional(
            "recompute",
            Types.Word<Recompute>(),
            c => c.Recompute,
            Recompute.Nothing,
            "What the backward pass computes anew instead of keeping it (gradient checkpointing)."
        );
        var budget = fields.Optional(
            "memory_budget",
            Types.Number(0, 1e6, minExcluded: true),
            c => c.MemoryBudget,
            80,
            "GiB of activations that a step may keep; more is advised against. 80 are what a large accelerator has."
        );
        var zLoss = fields.Optional(
            "z_loss",
            Types.Number(0, 1),
            c => c.ZLoss,
            0,
            "Weight of the squared logarithm of the softmax's sum in the loss (Perceiver AR: 1e-4)."
        );
        var freeze = fields.Optional(
            "freeze",
            Types.List(Types.Text, 64),
            c => c.Freeze,
            [],
            "Names of parameters that are not trained, as `perceiver summary` lists them; `*` stands for any characters."
        );
        var start = fields.Optional(
            "start_from",
            Types.OptionalText,
            c => c.StartFrom,
            null,
            "A run whose weights are the first ones; null for random ones."
        );
        return fields.Record(
            "training",
            "How the model is trained.",
            r =>
                new(
                    r.Get(epochs),
                    r.Get(maxSteps),
                    r.Get(batchSize),
                    r.Get(shards),
                    r.Get(seed),
                    r.Get(optimizer),
                    r.Get(schedule),
                    r.Get(clip),
                    r.Get(smoothing),
                    r.Get(checkpoint),
                    r.Get(clipValue),
                    r.Get(accumulation),
                    r.Get(ema),
                    r.Get(stopping),
                    r.Get(nonFinite),
                    r.Get(depth),
                    r.Get(precision),
                    r.Get(recompute),
                    r.Get(budget),
                    r.Get(zLoss),
                    r.Get(freeze),
                    r.Get(start)
                )
        );
    }
}
