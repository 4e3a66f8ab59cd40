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
            OptimizerSchema.Schedule,
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
                    r.Get(checkpoint)
                )
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
        var monitor = fields.Optional(
            "monitor",
            Types.Word<Monitor>(),
            c => c.Monitor,
            Monitor.Top1,
            "Which validation figure decides what is best."
        );
        return fields.Record("checkpoint", "When a run is saved.", r => new(r.Get(every), r.Get(monitor)));
    }
}
