using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>The learning rate over time, a function of the step alone.</summary>
public static class Schedules
{
    /// <summary>The learning rate of an update; under a plateau schedule times the factor of its state.</summary>
    /// <param name="optimizer">Holds the peak learning rate.</param>
    /// <param name="schedule">Its factor over time.</param>
    /// <param name="step">The update's number, from 1; then the first update moves, and the last has the final factor.</param>
    /// <param name="totalSteps">How many updates there will be.</param>
    public static double LearningRate(OptimizerConfig optimizer, ScheduleConfig schedule, long step, long totalSteps) =>
        Peak(optimizer) * Factor(schedule, step, totalSteps);

    /// <summary>The share of the peak learning rate, in [0, 1].</summary>
    public static double Factor(ScheduleConfig schedule, long step, long totalSteps) =>
        schedule switch
        {
            ScheduleConfig.Constant constant => Warmup(constant.WarmupSteps, step) ?? 1,
            ScheduleConfig.Plateau plateau => Warmup(plateau.WarmupSteps, step) ?? 1,
            ScheduleConfig.Cosine cosine => Warmup(cosine.WarmupSteps, step)
                ?? Fall(cosine.WarmupSteps, totalSteps, cosine.FinalFraction, cosine.Cycles, step),
            ScheduleConfig.Steps steps => Warmup(steps.WarmupSteps, step)
                ?? Math.Pow(steps.Factor, steps.Boundaries.Count(boundary => step >= boundary)),
            ScheduleConfig.ConstantCosine constant => Warmup(constant.WarmupSteps, step)
                ?? Late(constant, step, totalSteps),
            ScheduleConfig.OneCycle cycle => Cycle(
                cycle,
                step,
                totalSteps,
                1 / cycle.InitialDivisor,
                1,
                1 / cycle.InitialDivisor / cycle.FinalDivisor
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(schedule), schedule, "Unknown schedule."),
        };

    /// <summary>The momentum (or beta1) of an update, where the schedule moves it; null where it does not.</summary>
    public static double? Momentum(ScheduleConfig schedule, long step, long totalSteps) =>
        schedule is ScheduleConfig.OneCycle { CycleMomentum: true } cycle
            ? Cycle(cycle, step, totalSteps, cycle.MaxMomentum, cycle.BaseMomentum, cycle.MaxMomentum)
            : null;

    /// <summary>The optimiser's own learning rate.</summary>
    public static double Peak(OptimizerConfig optimizer) => optimizer.LearningRate;

    // Null once the warm-up is over.
    private static double? Warmup(int steps, long step) => step < steps ? (double)step / steps : null;

    private static double Late(ScheduleConfig.ConstantCosine schedule, long step, long totalSteps)
    {
        var start = (long)(schedule.ConstantFraction * totalSteps);
        return step < start ? 1 : Fall(start, totalSteps, schedule.FinalFraction, 0.5, step);
    }

    private static double Fall(long start, long totalSteps, double final, double cycles, long step)
    {
        var length = Math.Max(1, totalSteps - start);
        var progress = Math.Min(1, (double)(step - start) / length);
        return final + (0.5 * (1 - final) * (1 + Math.Cos(2 * cycles * Math.PI * progress)));
    }

    // PyTorch counts from 0 and reaches the top at rise · total - 1.
    private static double Cycle(
        ScheduleConfig.OneCycle cycle,
        long step,
        long totalSteps,
        double first,
        double middle,
        double last
    )
    {
        var (at, top, end) = (step - 1.0, (cycle.RiseFraction * totalSteps) - 1, totalSteps - 1.0);
        return at <= top ? Between(first, middle, at / top) : Between(middle, last, (at - top) / (end - top));
    }

    private static double Between(double from, double to, double progress) =>
        double.IsFinite(progress) ? to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * Math.Clamp(progress, 0, 1)))) : to;
}
