using System.Globalization;

namespace Perceiver.Cli;

/// <summary>The texts that the displays share.</summary>
internal static class Lines
{
    public static string Epoch(EpochRow row, int epochs, double seconds, double imagesPerSecond, bool best)
    {
        var validation = row.Validation is { } scores
            ? $"  validation loss {Numbers.Loss(scores.Loss)} top-1 {Numbers.Percent(scores.Top1)}"
            : "";
        var mark = best ? "  best" : "";
        return $"epoch {row.Epoch}/{epochs}  loss {Numbers.Loss(row.TrainLoss)} top-1 {Numbers.Percent(row.TrainTop1)}"
            + $"{validation}  {Rate(imagesPerSecond)}  {Numbers.Duration(seconds)}{mark}";
    }

    public static string Step(StepReport report) =>
        $"epoch {report.Epoch}/{report.Epochs}  step {report.StepInEpoch}/{report.StepsPerEpoch}"
        + $"  loss {Numbers.Loss(report.Loss)} top-1 {Numbers.Percent(report.Top1)}"
        + $"  {Rate(report.ImagesPerSecond)}  {Numbers.Duration(report.SecondsLeft)} left"
        + $"  {Numbers.Short(report.MemoryBytes)}B";

    /// <summary>What a step tells, without its place.</summary>
    public static string Figures(StepReport report) =>
        $"loss {Numbers.Loss(report.Loss)}  top-1 {Numbers.Percent(report.Top1)}  {Rate(report.ImagesPerSecond)}"
        + $"  {Numbers.Short(report.MemoryBytes)}B";

    private static string Rate(double imagesPerSecond) =>
        imagesPerSecond.ToString(imagesPerSecond < 10 ? "0.0" : "#,0", CultureInfo.InvariantCulture) + " images/s";
}
