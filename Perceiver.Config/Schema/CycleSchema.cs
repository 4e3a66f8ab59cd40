namespace Perceiver.Config;

/// <summary>Settings of the schedules that go up and down, or follow the validation figure.</summary>
internal static class CycleSchema
{
    // Static fields are set in the order of the text, so it comes before what is made of it.
    private static readonly SettingType<double> Divisor = Types.Number(1, 1e12);

    public static RecordType<ScheduleConfig.OneCycle> OneCycle()
    {
        var fields = new Fields<ScheduleConfig.OneCycle>();
        var rise = fields.Optional(
            "rise_fraction",
            Ranges.Factor,
            c => c.RiseFraction,
            0.3,
            "Share of the run in which the rate rises."
        );
        var initial = fields.Optional(
            "initial_divisor",
            Divisor,
            c => c.InitialDivisor,
            25,
            "The first rate is the peak divided by this."
        );
        var final = fields.Optional(
            "final_divisor",
            Divisor,
            c => c.FinalDivisor,
            10_000,
            "The last rate is the first divided by this."
        );
        var cycle = fields.Optional(
            "cycle_momentum",
            Types.Boolean,
            c => c.CycleMomentum,
            true,
            "Whether the momentum (beta1) falls while the rate rises, and back."
        );
        var low = fields.Optional(
            "base_momentum",
            Types.Share,
            c => c.BaseMomentum,
            0.85,
            "The momentum at the peak of the rate."
        );
        var high = fields.Optional("max_momentum", Types.Share, c => c.MaxMomentum, 0.95, "The momentum at both ends.");
        return fields.Record(
            "one_cycle",
            "Up and down once, by cosines (PyTorch's OneCycleLR).",
            r => new(r.Get(rise), r.Get(initial), r.Get(final), r.Get(cycle), r.Get(low), r.Get(high))
        );
    }

    public static RecordType<ScheduleConfig.Plateau> Plateau()
    {
        var fields = new Fields<ScheduleConfig.Plateau>();
        var warmup = ScheduleSchema.Warmup(fields, c => c.WarmupSteps);
        var factor = fields.Optional("factor", Ranges.Factor, c => c.Factor, 0.1, "What the rate is multiplied with.");
        var patience = fields.Optional(
            "patience",
            Types.Integer(1, 1_000_000),
            c => c.Patience,
            10,
            "Epochs without improvement before that."
        );
        var delta = fields.Optional(
            "min_delta",
            Ranges.Delta,
            c => c.MinDelta,
            1e-4,
            "By how much the monitored figure must improve to count."
        );
        var cooldown = fields.Optional(
            "cooldown",
            Types.Integer(0, 1_000_000),
            c => c.Cooldown,
            0,
            "Epochs after a reduction that are not counted."
        );
        var least = fields.Optional(
            "min_fraction",
            Types.Number(0, 1),
            c => c.MinFraction,
            0,
            "Share of the peak below which the rate does not go."
        );
        return fields.Record(
            "plateau",
            "Lower whenever the validation figure of checkpoint.monitor stops improving (Keras' ReduceLROnPlateau).",
            r => new(r.Get(warmup), r.Get(factor), r.Get(patience), r.Get(delta), r.Get(cooldown), r.Get(least))
        );
    }
}
