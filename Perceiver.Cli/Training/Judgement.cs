using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>What the validation figure that a config monitors says: what is best, how fast to learn, whether to go on.</summary>
internal static class Judgement
{
    private static readonly string[] Shares =
    [
        TaskFigures.Top1,
        TaskFigures.Accuracy,
        TaskFigures.PixelAccuracy,
        TaskFigures.Map,
    ];

    /// <summary>The monitored figure as it is shown; where nothing is right or wrong, that is the loss.</summary>
    public static double Figure(TrainingConfig config, Scores? scores) =>
        scores is null ? 0
        : IsLoss(config, scores) ? scores.Loss
        : scores.Share ?? 0;

    /// <summary>Whether it is better than the best so far; without validation examples the newest counts as the best.</summary>
    public static bool IsBest(TrainingConfig config, Scores? scores, Progress progress)
    {
        if (scores is null || progress.Best == 0 || double.IsNaN(progress.BestValue))
        {
            return true;
        }

        var figure = Figure(config, scores);
        return IsLoss(config, scores) ? figure < progress.BestValue : figure > progress.BestValue;
    }

    /// <summary>The state after an epoch with these figures: a plateau may lower the rate, and patience may run out.</summary>
    public static TrainState<PerceiverParameters> After(
        TrainingConfig config,
        TrainState<PerceiverParameters> state,
        Scores? scores
    )
    {
        if (scores is null)
        {
            return state;
        }

        // Both take the lower for the better.
        var figure = Figure(config, scores);
        var cost = IsLoss(config, scores) ? figure : -figure;
        return state with
        {
            Plateau = config.Schedule is ScheduleConfig.Plateau schedule
                ? state.Plateau.After(schedule, cost)
                : state.Plateau,
            Stopping = config.EarlyStopping.Patience is null
                ? state.Stopping
                : state.Stopping.After(config.EarlyStopping, cost),
        };
    }

    /// <summary>The monitored figure's name.</summary>
    public static string Name(TrainingConfig config, Scores scores) =>
        IsLoss(config, scores) ? "loss" : Shares.First(name => scores.Find(name) is not null);

    /// <summary>
    /// Whether the loss is monitored: the lower, the better. Where labels are one of several modalities, the share of them
    /// that is right says nothing of the others.
    /// </summary>
    public static bool IsLoss(TrainingConfig config, Scores scores) =>
        config.Checkpoint.Monitor == Perceiver.Config.Monitor.Loss
        || scores.Share is null
        || scores.Figures.Any(figure => ModalityFigures.IsRatio(figure.Name));
}
