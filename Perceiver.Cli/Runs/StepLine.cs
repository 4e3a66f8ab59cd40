using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>One step's line in <c>metrics.jsonl</c>.</summary>
/// <param name="Kind">Always "step".</param>
/// <param name="Step">Steps done, this one included.</param>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean over the batch, before the update.</param>
/// <param name="Share">Share of what was asked that was right; written under the task's own name. Null where numbers are asked.</param>
/// <param name="GradientNorm">Global norm of the gradient before clipping.</param>
/// <param name="LearningRate">The learning rate of the update.</param>
public sealed record StepLine(
    string Kind,
    long Step,
    int Epoch,
    double Loss,
    double? Share,
    double GradientNorm,
    double LearningRate
)
{
    internal static StepLine Of(long step, int epoch, StepMetrics metrics) =>
        new("step", step, epoch, metrics.Loss, metrics.Accuracy, metrics.GradientNorm, metrics.LearningRate);
}
