namespace Perceiver.Config;

/// <summary>Settings of the learning-rate schedules.</summary>
internal static class ScheduleSchema
{
    // Static fields are set in the order of the text, so these come before the types that are made of them.
    private static readonly SettingType<int> Steps = Types.Integer(0, 1_000_000_000);
    private static readonly SettingType<double> Fraction = Types.Number(0, 1);
    private static readonly SettingType<double> Factor = Types.Number(0, 1, minExcluded: true, maxExcluded: true);
    private static readonly SettingType<double> Divisor = Types.Number(1, 1e12);

    public static readonly UnionType<ScheduleConfig> Type = new(
        "schedule",
        "The learning rate over time, as a factor of the optimiser's.",
        UnionCase<ScheduleConfig>.Of("constant", Constant()),
        UnionCase<ScheduleConfig>.Of("cosine", Cosine()),
        UnionCase<ScheduleConfig>.Of("steps", Boundaries()),
        UnionCase<ScheduleConfig>.Of("constant_cosine", ConstantCosine()),
        UnionCase<ScheduleConfig>.Of("one_cycle", OneCycle()),
        UnionCase<ScheduleConfig>.Of("plateau", Plateau())
    );

    private static RecordType<ScheduleConfig.Constant> Constant()
    {
        var fields = new Fields<ScheduleConfig.Constant>();
        var warmup = Warmup(fields, c => c.WarmupSteps);
        return fields.Record(
            "constant",
            "Always the optimiser's learning rate, after the warm-up.",
            r => new(r.Get(warmup))
        );
    }

    private static RecordType<ScheduleConfig.Cosine> Cosine()
    {
        var fields = new Fields<ScheduleConfig.Cosine>();
        var (warmup, final) = (Warmup(fields, c => c.WarmupSteps), Final(fields, c => c.FinalFraction));
        var cycles = fields.Optional(
            "cycles",
            Types.Number(0, 1000, minExcluded: true),
            c => c.Cycles,
            0.5,
            "Cycles of the cosine; 0.5 goes down once."
        );
        return fields.Record(
            "cosine",
            "Warm-up, then a cosine down.",
            r => new(r.Get(warmup), r.Get(final), r.Get(cycles))
        );
    }

    private static RecordType<ScheduleConfig.Steps> Boundaries()
    {
        var fields = new Fields<ScheduleConfig.Steps>();
        var warmup = Warmup(fields, c => c.WarmupSteps);
        var boundaries = fields.Required(
            "boundaries",
            Types.List(Ranges.Count, 64),
            c => c.Boundaries,
            "Steps from which on the rate is lower, ascending."
        );
        var factor = fields.Optional(
            "factor",
            Factor,
            c => c.Factor,
            0.1,
            "What each boundary multiplies the rate with."
        );
        return fields.Record(
            "steps",
            "Constant, and lower from each of some steps on.",
            r => new(r.Get(warmup), r.Get(boundaries), r.Get(factor))
        );
    }

    private static RecordType<ScheduleConfig.ConstantCosine> ConstantCosine()
    {
        var fields = new Fields<ScheduleConfig.ConstantCosine>();
        var warmup = Warmup(fields, c => c.WarmupSteps);
        var constant = fields.Optional(
            "constant_fraction",
            Types.Share,
            c => c.ConstantFraction,
            0.5,
            "Share of the run at the peak."
        );
        var final = Final(fields, c => c.FinalFraction);
        return fields.Record(
            "constant_cosine",
            "The peak for a share of the run, then half a cosine down (DeepMind).",
            r => new(r.Get(warmup), r.Get(constant), r.Get(final))
        );
    }

    private static RecordType<ScheduleConfig.OneCycle> OneCycle()
    {
        var fields = new Fields<ScheduleConfig.OneCycle>();
        var rise = fields.Optional(
            "rise_fraction",
            Factor,
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

    private static RecordType<ScheduleConfig.Plateau> Plateau()
    {
        var fields = new Fields<ScheduleConfig.Plateau>();
        var warmup = Warmup(fields, c => c.WarmupSteps);
        var factor = fields.Optional("factor", Factor, c => c.Factor, 0.1, "What the rate is multiplied with.");
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
            Fraction,
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

    private static Field<int> Warmup<T>(Fields<T> fields, Func<T, int> get) =>
        fields.Optional("warmup_steps", Steps, get, 0, "Steps of linear warm-up.");

    private static Field<double> Final<T>(Fields<T> fields, Func<T, double> get) =>
        fields.Optional("final_fraction", Fraction, get, 0, "Share of the peak that is left at the last step.");
}
