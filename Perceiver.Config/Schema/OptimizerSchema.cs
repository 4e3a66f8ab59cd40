namespace Perceiver.Config;

/// <summary>Settings of optimiser and schedule.</summary>
internal static class OptimizerSchema
{
    // Static fields are set in the order of the text, so these come before the types that are made of them.
    private static readonly SettingType<double> LearningRate = Types.Number(0, 10, minExcluded: true);
    private static readonly SettingType<double> Decay = Types.Number(0, 10);
    private static readonly SettingType<int> Warmup = Types.Integer(0, 1_000_000_000);

    public static readonly UnionType<OptimizerConfig> Type = new(
        "optimizer",
        "An optimiser and its settings.",
        UnionCase<OptimizerConfig>.Of("adamw", AdamW()),
        UnionCase<OptimizerConfig>.Of("lamb", Lamb())
    );

    public static readonly UnionType<ScheduleConfig> Schedule = new(
        "schedule",
        "The learning rate over time, as a factor of the optimiser's.",
        UnionCase<ScheduleConfig>.Of("constant", Constant()),
        UnionCase<ScheduleConfig>.Of("cosine", Cosine())
    );

    public static readonly OptimizerConfig Default = new OptimizerConfig.AdamW(1e-3, 0.9, 0.999, 1e-8, 0.01, false);

    private static RecordType<OptimizerConfig.AdamW> AdamW()
    {
        var fields = new Fields<OptimizerConfig.AdamW>();
        var rate = fields.Optional("learning_rate", LearningRate, c => c.LearningRate, 1e-3, "Peak learning rate.");
        var beta1 = fields.Optional("beta1", Types.Share, c => c.Beta1, 0.9, "Decay of the first moment.");
        var beta2 = fields.Optional("beta2", Types.Share, c => c.Beta2, 0.999, "Decay of the second moment.");
        var epsilon = fields.Optional("epsilon", Ranges.Epsilon, c => c.Epsilon, 1e-8, "Added to the denominator.");
        var decay = fields.Optional("weight_decay", Decay, c => c.WeightDecay, 0.01, "Weight decay.");
        var all = fields.Optional(
            "decay_bias_and_norm",
            Types.Boolean,
            c => c.DecayBiasAndNorm,
            false,
            "Whether biases, norms and other one-dimensional parameters decay too."
        );
        return fields.Record(
            "adamw",
            "AdamW (1711.05101): decoupled weight decay.",
            r => new(r.Get(rate), r.Get(beta1), r.Get(beta2), r.Get(epsilon), r.Get(decay), r.Get(all))
        );
    }

    private static RecordType<OptimizerConfig.Lamb> Lamb()
    {
        var fields = new Fields<OptimizerConfig.Lamb>();
        var rate = fields.Optional("learning_rate", LearningRate, c => c.LearningRate, 1e-3, "Peak learning rate.");
        var beta1 = fields.Optional("beta1", Types.Share, c => c.Beta1, 0.9, "Decay of the first moment.");
        var beta2 = fields.Optional("beta2", Types.Share, c => c.Beta2, 0.999, "Decay of the second moment.");
        var epsilon = fields.Optional("epsilon", Ranges.Epsilon, c => c.Epsilon, 1e-6, "Added to the denominator.");
        var decay = fields.Optional(
            "weight_decay",
            Decay,
            c => c.WeightDecay,
            0.01,
            "Weight decay, inside the update."
        );
        var all = fields.Optional(
            "decay_bias_and_norm",
            Types.Boolean,
            c => c.DecayBiasAndNorm,
            false,
            "Whether biases, norms and other one-dimensional parameters decay too."
        );
        return fields.Record(
            "lamb",
            "LAMB (1904.00962): moments as Adam has them, and a trust ratio per parameter.",
            r => new(r.Get(rate), r.Get(beta1), r.Get(beta2), r.Get(epsilon), r.Get(decay), r.Get(all))
        );
    }

    private static RecordType<ScheduleConfig.Constant> Constant()
    {
        var fields = new Fields<ScheduleConfig.Constant>();
        var warmup = fields.Optional("warmup_steps", Warmup, c => c.WarmupSteps, 0, "Steps of linear warm-up.");
        return fields.Record(
            "constant",
            "Always the optimiser's learning rate, after the warm-up.",
            r => new(r.Get(warmup))
        );
    }

    private static RecordType<ScheduleConfig.Cosine> Cosine()
    {
        var fields = new Fields<ScheduleConfig.Cosine>();
        var warmup = fields.Optional("warmup_steps", Warmup, c => c.WarmupSteps, 0, "Steps of linear warm-up.");
        var final = fields.Optional(
            "final_fraction",
            Types.Number(0, 1),
            c => c.FinalFraction,
            0,
            "Share of the peak that is left at the last step."
        );
        return fields.Record("cosine", "Warm-up, then half a cosine down.", r => new(r.Get(warmup), r.Get(final)));
    }
}
