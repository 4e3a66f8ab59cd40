using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>The learning rate over time, a function of the step alone.</summary>
public static class Schedules
{
    /// <summary>The learning rate of an update.</summary>
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
            ScheduleConfig.Cosine cosine => Warmup(cosine.WarmupSteps, step) ?? Fall(cosine, step, totalSteps),
            _ => throw new ArgumentOutOfRangeException(nameof(schedule), schedule, "Unknown schedule."),
        };

    /// <summary>The optimiser's own learning rate.</summary>
    public static double Peak(OptimizerConfig optimizer) =>
        optimizer switch
        {
            OptimizerConfig.AdamW adam => adam.LearningRate,
            OptimizerConfig.Lamb lamb => lamb.LearningRate,
            _ => throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, "Unknown optimiser."),
        };

    // Null once the warm-up is over.
    private static double? Warmup(int steps, long step) => step < steps ? (double)step / steps : null;

    private static double Fall(ScheduleConfig.Cosine cosine, long step, long totalSteps)
    {
        var length = Math.Max(1, totalSteps - cosine.WarmupSteps);
        var progress = Math.Min(1, (double)(step - cosine.WarmupSteps) / length);
        return cosine.FinalFraction + (0.5 * (1 - cosine.FinalFraction) * (1 + Math.Cos(Math.PI * progress)));
    }
}
