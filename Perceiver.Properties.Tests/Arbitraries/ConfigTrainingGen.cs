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
        from schedule in Schedule(FewestSteps(data, epochs, maxSteps, batchSize))
        from clip in ConfigGen.OrNull(Gen.Elements(0.1, 1, 10))
        from smoothing in ConfigGen.Share
        from every in ConfigGen.OrNull(Gen.Choose(1, 20))
        from monitor in ConfigGen.Word<Monitor>()
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
            new(every, monitor)
        );

    private static readonly Gen<OptimizerConfig> Optimizer =
        from lamb in ConfigGen.Bool
        from rate in Gen.Elements(1e-3, 3e-4, 0.1)
        from beta1 in Gen.Elements(0, 0.9)
        from beta2 in Gen.Elements(0.99, 0.999)
        from epsilon in Gen.Elements(1e-8, 1e-6)
        from decay in Gen.Elements(0, 1e-4, 0.1)
        from all in ConfigGen.Bool
        select lamb
            ? (OptimizerConfig)new OptimizerConfig.Lamb(rate, beta1, beta2, epsilon, decay, all)
            : new OptimizerConfig.AdamW(rate, beta1, beta2, epsilon, decay, all);

    private static Gen<ScheduleConfig> Schedule(int steps) =>
        from warmup in Gen.Choose(0, steps - 1)
        from cosine in ConfigGen.Bool
        from final in Gen.Elements(0, 0.1, 1)
        select cosine ? (ScheduleConfig)new ScheduleConfig.Cosine(warmup, final) : new ScheduleConfig.Constant(warmup);

    // What a run has at least, so that the warm-up stays below it.
    private static int FewestSteps(DataConfig data, int epochs, int? maxSteps, int batchSize)
    {
        var examples = Math.Min(data.Limit ?? 100, 100);
        var byEpochs = (examples + batchSize - 1) / batchSize * epochs;
        return Math.Min(maxSteps ?? byEpochs, byEpochs);
    }
}
