using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;
using Monitor = Perceiver.Config.Monitor;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Training settings: short runs with every optimiser and schedule.</summary>
internal static class TrainingGen
{
    public static Gen<TrainingConfig> Training(DataConfig data) =>
        from epochs in Gen.Choose(1, 3)
        from maxSteps in ConfigGen.OrNull(Gen.Choose(1, 50))
        from batchSize in Gen.Choose(1, 8)
        from shards in Gen.Choose(1, Math.Min(batchSize, 3))
        from seed in ConfigGen.Seed
        from optimizer in Optimizer
        from accumulation in Gen.Elements(1, 1, 2, 3)
        from schedule in Schedule(
            FewestSteps(data, epochs, maxSteps, batchSize * accumulation),
            data.Split.Validation > 0
        )
        from clip in ConfigGen.OrNull(Gen.Elements(0.1, 1, 10))
        from smoothing in ConfigGen.Share
        from every in ConfigGen.OrNull(Gen.Choose(1, 20))
        from minutes in ConfigGen.OrNull(Gen.Elements(0.5, 30))
        from keep in Gen.Choose(2, 5)
        from monitor in ConfigGen.Word<Monitor>()
        from clipValue in ConfigGen.OrNull(Gen.Elements(0.01, 1))
        from ema in ConfigGen.OrNull(Gen.Elements(0, 0.9, 0.999))
        from patience in data.Split.Validation > 0 ? ConfigGen.OrNull(Gen.Choose(1, 5)) : Gen.Constant((int?)null)
        from delta in Gen.Elements(0, 1e-4)
        from nonFinite in ConfigGen.Word<NonFinitePolicy>()
        from depth in Gen.Elements(0, 0, 0.1, 0.5)
        from recompute in ConfigGen.Word<Recompute>()
        select new TrainingConfig(
            epochs,
            maxSteps,
            batchSize,
            shards,
            seed,
            optimizer,
            schedule,
            clip,
            smoothing,
            new(every, minutes, keep, monitor),
            clipValue,
            accumulation,
            ema,
            new(patience, delta),
            nonFinite,
            depth,
            Recompute: recompute
        );

    private static readonly Gen<OptimizerConfig> Optimizer =
        from kind in Gen.Choose(0, 3)
        from rate in Gen.Elements(1e-3, 3e-4, 0.1)
        from beta1 in Gen.Elements(0, 0.9)
        from beta2 in Gen.Elements(0.99, 0.999)
        from epsilon in Gen.Elements(1e-8, 1e-6)
        from decay in Gen.Elements(0, 1e-4, 0.1)
        from all in ConfigGen.Bool
        from flag in ConfigGen.Bool
        from exclude in Gen.Elements<EquatableArray<string>>([], [], ["latents"], ["*.bias", "latents"])
        select kind switch
        {
            0 => (OptimizerConfig)
                new OptimizerConfig.Lamb(rate, beta1, beta2, epsilon, decay, all, exclude, TrustExcluded: flag),
            1 => new OptimizerConfig.Adam(rate, beta1, beta2, epsilon, decay, all, exclude),
            2 => new OptimizerConfig.Sgd(rate, beta1, flag, decay, all, exclude),
            _ => new OptimizerConfig.AdamW(rate, beta1, beta2, epsilon, decay, all, exclude),
        };

    private static Gen<ScheduleConfig> Schedule(int steps, bool watches) =>
        from kind in Gen.Choose(0, watches ? 5 : 4)
        from warmup in Gen.Choose(0, steps - 1)
        from boundary in Gen.Choose(1, steps)
        from final in Gen.Elements(0, 0.1, 1)
        from share in Gen.Elements(0.1, 0.25, 0.5)
        from patience in Gen.Choose(1, 3)
        from flag in ConfigGen.Bool
        select kind switch
        {
            0 => (ScheduleConfig)new ScheduleConfig.Cosine(warmup, final, flag ? 0.5 : 1.5),
            1 => new ScheduleConfig.Steps(warmup, flag ? [boundary] : [], share),
            2 => new ScheduleConfig.ConstantCosine(warmup, share, final),
            3 => new ScheduleConfig.OneCycle(share, 25, 1 / share, flag, 0.85, 0.95),
            4 => new ScheduleConfig.Constant(warmup),
            _ => new ScheduleConfig.Plateau(warmup, share, patience, 1e-4, patience - 1, final),
        };

    // What a run has at least, so that the warm-up stays below it.
    private static int FewestSteps(DataConfig data, int epochs, int? maxSteps, int batchSize)
    {
        var examples = Math.Min(data.Limit ?? 100, 100);
        var byEpochs = (examples + batchSize - 1) / batchSize * epochs;
        return Math.Min(maxSteps ?? byEpochs, byEpochs);
    }
}
