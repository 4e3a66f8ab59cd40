using System.Globalization;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>The texts that the displays share.</summary>
internal static class Lines
{
    public static string Epoch(EpochRow row, int epochs, double seconds, double examplesPerSecond, bool best)
    {
        // What the training examples are told by is the validation's share, if there is one; a precision is known of whole
        // sets alone.
        var name = row.Validation?.Find(TaskFigures.LabelAccuracy) is not null
            ? TaskFigures.LabelAccuracy
            : row.Validation?.Figures.FirstOrDefault()?.Name ?? TaskFigures.Top1;
        var right = row.TrainShare is { } share ? new Figure(name, share) : null;
        var validation = row.Validation is { } scores
            ? $"  validation loss {Numbers.Loss(scores.Loss)} {FigureText.Of(scores.Figures.Take(1))}"
            : "";
        var mark = best ? "  best" : "";
        return $"epoch {row.Epoch}/{epochs}  loss {Numbers.Loss(row.TrainLoss)}{After(right)}"
            + $"{validation}  {Rate(examplesPerSecond)}  {Numbers.Duration(seconds)}{mark}";
    }

    public static string Step(StepReport report) =>
        $"epoch {report.Epoch}/{report.Epochs}  step {report.StepInEpoch}/{report.StepsPerEpoch}"
        + $"  loss {Numbers.Loss(report.Loss)}{After(report.Right)}"
        + $"  {Rate(report.ExamplesPerSecond)}  {Numbers.Duration(report.SecondsLeft)} left"
        + $"  {Numbers.Short(report.MemoryBytes)}B";

    /// <summary>What a step tells, without its place.</summary>
    public static string Figures(StepReport report) =>
        $"loss {Numbers.Loss(report.Loss)} {After(report.Right)}  {Rate(report.ExamplesPerSecond)}"
        + $"  {Numbers.Short(report.MemoryBytes)}B";

    private static string After(Figure? figure) => figure is null ? "" : $" {FigureText.Of(figure)}";

    private static string Rate(double examplesPerSecond) =>
        examplesPerSecond.ToString(examplesPerSecond < 10 ? "0.0" : "#,0", CultureInfo.InvariantCulture)
        + " examples/s";
}
