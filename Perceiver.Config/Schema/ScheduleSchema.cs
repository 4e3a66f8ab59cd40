namespace Perceiver.Config;

/// <summary>Settings of the learning-rate schedules.</summary>
internal static class ScheduleSchema
{
    // Static fields are set in the order of the text, so these come before the types that are made of them.
    private static readonly SettingType<int> Steps = Types.Integer(0, 1_000_000_000);
    private static readonly SettingType<double> Fraction = Types.Number(0, 1);
    private static readonly SettingType<double> Factor = Ranges.Factor;

    public static readonly UnionType<ScheduleConfig> Type = new(
        "schedule",
        "The learning rate over time, as a factor of the optimiser's.",
        UnionCase<ScheduleConfig>.Of("constant", Constant()),
        UnionCase<ScheduleConfig>.Of("cosine", Cosine()),
        UnionCase<ScheduleConfig>.Of("steps", Boundaries()),
        UnionCase<ScheduleConfig>.Of("constant_cosine", ConstantCosine()),
        UnionCase<ScheduleConfig>.Of("one_cycle", CycleSchema.OneCycle()),
        UnionCase<ScheduleConfig>.Of("plateau", CycleSchema.Plateau())
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

    internal static Field<int> Warmup<T>(Fields<T> fields, Func<T, int> get) =>
        fields.Optional("warmup_steps", Steps, get, 0, "Steps of linear warm-up.");

    private static Field<double> Final<T>(Fields<T> fields, Func<T, double> get) =>
        fields.Optional("final_fraction", Fraction, get, 0, "Share of the peak that is left at the last step.");
}
