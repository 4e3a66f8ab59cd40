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
            "Parts of a batch whose gradients are summed in order; they may run side by side."
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
            "Share of the target spread over all classes."
        );
        var checkpoint = fields.Group("checkpoint", Checkpoint(), c => c.Checkpoint, "When the run is saved.");
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
        var stopping = fields.Group("early_stopping", EarlyStopping(), c => c.EarlyStopping, "When to end early.");
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
                    r.Get(depth)
                )
        );
    }

    private static RecordType<EarlyStoppingConfig> EarlyStopping()
    {
        var fields = new Fields<EarlyStoppingConfig>();
        var patience = fields.Optional(
            "patience",
            Types.OrNull(Types.Integer(1, 1_000_000)),
            c => c.Patience,
            null,
            "Epochs without improvement of checkpoint.monitor before the run ends; null for never."
        );
        var delta = fields.Optional(
            "min_delta",
            Ranges.Delta,
            c => c.MinDelta,
            0,
            "By how much the monitored figure must improve to count."
        );
        return fields.Record(
            "early_stopping",
            "Ends a run that no longer improves; its best weights are those that count.",
            r => new(r.Get(patience), r.Get(delta))
        );
    }

    private static RecordType<CheckpointConfig> Checkpoint()
    {
        var fields = new Fields<CheckpointConfig>();
        var every = fields.Optional(
            "every_steps",
            Ranges.OptionalCount,
            c => c.EverySteps,
            null,
            "Save after so many steps; null for after each epoch only."
        );
        var minutes = fields.Optional(
            "every_minutes",
            Types.OrNull(Types.Number(0, 100_000, minExcluded: true)),
            c => c.EveryMinutes,
            null,
            "Save when so many minutes have passed since the last save; null for after each epoch only."
        );
        var keep = fields.Optional(
            "keep",
            Types.Integer(2, 1000),
            c => c.Keep,
            2,
            "How many of the newest checkpoints stay, beside the best. Damage to one leaves the one before it."
        );
        var monitor = fields.Optional(
            "monitor",
            Types.Word<Monitor>(),
            c => c.Monitor,
            Monitor.Top1,
            "Which validation figure decides what is best."
        );
        return fields.Record(
            "checkpoint",
            "When a run is saved.",
            r => new(r.Get(every), r.Get(minutes), r.Get(keep), r.Get(monitor))
        );
    }
}
