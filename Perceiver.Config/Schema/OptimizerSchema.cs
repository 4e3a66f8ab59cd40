namespace Perceiver.Config;

/// <summary>Settings of the optimisers.</summary>
internal static class OptimizerSchema
{
    // Static fields are set in the order of the text, so these come before the types that are made of them.
    private static readonly SettingType<double> Rate = Types.Number(0, 10, minExcluded: true);
    private static readonly SettingType<double> Decay = Types.Number(0, 10);
    private static readonly SettingType<EquatableArray<string>> Patterns = Types.List(Types.Text, 64);

    public static readonly UnionType<OptimizerConfig> Type = new(
        "optimizer",
        "An optimiser and its settings.",
        UnionCase<OptimizerConfig>.Of("adamw", AdamW()),
        UnionCase<OptimizerConfig>.Of("lamb", Lamb()),
        UnionCase<OptimizerConfig>.Of("adam", Adam()),
        UnionCase<OptimizerConfig>.Of("sgd", Sgd())
    );

    public static readonly OptimizerConfig Default = new OptimizerConfig.AdamW(1e-3, 0.9, 0.999, 1e-8, 0.01, false);

    private static RecordType<OptimizerConfig.AdamW> AdamW()
    {
        var fields = new Fields<OptimizerConfig.AdamW>();
        var (rate, beta1, beta2) = (LearningRate(fields), Beta1(fields, c => c.Beta1), Beta2(fields, c => c.Beta2));
        var epsilon = fields.Optional("epsilon", Ranges.Epsilon, c => c.Epsilon, 1e-8, "Added to the denominator.");
        var (decay, all, exclude) = (WeightDecay(fields, 0.01, "Weight decay."), DecayAll(fields), Exclude(fields));
        return fields.Record(
            "adamw",
            "AdamW (1711.05101): decoupled weight decay.",
            r => new(r.Get(rate), r.Get(beta1), r.Get(beta2), r.Get(epsilon), r.Get(decay), r.Get(all), r.Get(exclude))
        );
    }

    private static RecordType<OptimizerConfig.Lamb> Lamb()
    {
        var fields = new Fields<OptimizerConfig.Lamb>();
        var (rate, beta1, beta2) = (LearningRate(fields), Beta1(fields, c => c.Beta1), Beta2(fields, c => c.Beta2));
        var epsilon = fields.Optional("epsilon", Ranges.Epsilon, c => c.Epsilon, 1e-6, "Added to the denominator.");
        var decay = WeightDecay(fields, 0.01, "Weight decay, inside the update.");
        var (all, exclude) = (DecayAll(fields), Exclude(fields));
        var trust = fields.Optional(
            "trust_excluded",
            Types.Boolean,
            c => c.TrustExcluded,
            false,
            "Whether parameters that do not decay still have a trust ratio (DeepMind), or neither (tensorflow-addons)."
        );
        return fields.Record(
            "lamb",
            "LAMB (1904.00962): moments as Adam has them, and a trust ratio per parameter.",
            r =>
                new(
                    r.Get(rate),
                    r.Get(beta1),
                    r.Get(beta2),
                    r.Get(epsilon),
                    r.Get(decay),
                    r.Get(all),
                    r.Get(exclude),
                    r.Get(trust)
                )
        );
    }

    private static RecordType<OptimizerConfig.Adam> Adam()
    {
        var fields = new Fields<OptimizerConfig.Adam>();
        var (rate, beta1, beta2) = (LearningRate(fields), Beta1(fields, c => c.Beta1), Beta2(fields, c => c.Beta2));
        var epsilon = fields.Optional("epsilon", Ranges.Epsilon, c => c.Epsilon, 1e-8, "Added to the denominator.");
        var decay = WeightDecay(fields, 0, "L2 decay, added to the gradient.");
        var (all, exclude) = (DecayAll(fields), Exclude(fields));
        return fields.Record(
            "adam",
            "Adam (1412.6980), with L2 decay in the gradient.",
            r => new(r.Get(rate), r.Get(beta1), r.Get(beta2), r.Get(epsilon), r.Get(decay), r.Get(all), r.Get(exclude))
        );
    }

    private static RecordType<OptimizerConfig.Sgd> Sgd()
    {
        var fields = new Fields<OptimizerConfig.Sgd>();
        var rate = LearningRate(fields);
        var momentum = fields.Optional(
            "momentum",
            Types.Share,
            c => c.Momentum,
            0.9,
            "Share of the last step that is kept."
        );
        var nesterov = fields.Optional(
            "nesterov",
            Types.Boolean,
            c => c.Nesterov,
            false,
            "Whether the step looks ahead along the momentum."
        );
        var decay = WeightDecay(fields, 0, "L2 decay, added to the gradient.");
        var (all, exclude) = (DecayAll(fields), Exclude(fields));
        return fields.Record(
            "sgd",
            "Stochastic gradient descent with momentum.",
            r => new(r.Get(rate), r.Get(momentum), r.Get(nesterov), r.Get(decay), r.Get(all), r.Get(exclude))
        );
    }

    private static Field<double> LearningRate<T>(Fields<T> fields)
        where T : OptimizerConfig =>
        fields.Optional("learning_rate", Rate, c => c.LearningRate, 1e-3, "Peak learning rate.");

    private static Field<double> Beta1<T>(Fields<T> fields, Func<T, double> get) =>
        fields.Optional("beta1", Types.Share, get, 0.9, "Decay of the first moment.");

    private static Field<double> Beta2<T>(Fields<T> fields, Func<T, double> get) =>
        fields.Optional("beta2", Types.Share, get, 0.999, "Decay of the second moment.");

    private static Field<double> WeightDecay<T>(Fields<T> fields, double fallback, string doc)
        where T : OptimizerConfig => fields.Optional("weight_decay", Decay, c => c.WeightDecay, fallback, doc);

    private static Field<bool> DecayAll<T>(Fields<T> fields)
        where T : OptimizerConfig =>
        fields.Optional(
            "decay_bias_and_norm",
            Types.Boolean,
            c => c.DecayBiasAndNorm,
            false,
            "Whether biases, norms and other one-dimensional parameters decay too."
        );

    private static Field<EquatableArray<string>> Exclude<T>(Fields<T> fields)
        where T : OptimizerConfig =>
        fields.Optional(
            "decay_exclude",
            Patterns,
            c => c.DecayExclude,
            [],
            "Names of parameters that never decay, as `perceiver summary` lists them; `*` stands for any characters."
        );
}
