namespace Perceiver.Config;

/// <summary>Settings of saving a run and of ending it early.</summary>
internal static class CheckpointSchema
{
    public static readonly RecordType<CheckpointConfig> Checkpoint = Saving();

    public static readonly RecordType<EarlyStoppingConfig> EarlyStopping = Stopping();

    private static RecordType<CheckpointConfig> Saving()
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

    private static RecordType<EarlyStoppingConfig> Stopping()
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
}
