namespace Perceiver.Model;

/// <summary>What one training step tells.</summary>
/// <param name="Loss">Mean loss over the batch, before the update, with dropout.</param>
/// <param name="Accuracy">Share of what was asked with the right answer on top, in [0, 1]; null where numbers are asked.</param>
/// <param name="GradientNorm">Global norm of the gradient, before clipping.</param>
/// <param name="LearningRate">The learning rate of the update.</param>
/// <param name="Examples">How many examples the batch had.</param>
/// <param name="Updated">Whether the weights changed; a batch that waits for others has a gradient norm of 0.</param>
/// <param name="Asked">How many answers could be right: of a classifier one for each example; 0 where numbers are asked.</param>
/// <param name="Right">How many of them are.</param>
public sealed record StepMetrics(
    double Loss,
    double? Accuracy,
    double GradientNorm,
    double LearningRate,
    int Examples,
    bool Updated = true,
    int Asked = 0,
    int Right = 0
);
