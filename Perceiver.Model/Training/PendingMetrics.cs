using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What a step tells, still where it was computed; reading it waits for the device, so several are read at once.</summary>
/// <param name="Figures">Mean loss, right answers, answers asked and the gradient's norm; float64, <c>[4]</c>.</param>
/// <param name="LearningRate">The learning rate of the update.</param>
/// <param name="Examples">How many examples the batch had.</param>
/// <param name="Updated">Whether the weights changed.</param>
public sealed record PendingMetrics(Tensor Figures, double LearningRate, int Examples, bool Updated)
{
    /// <summary>The numbers of several steps, in one transfer.</summary>
    public static IReadOnlyList<StepMetrics> Read(IReadOnlyList<PendingMetrics> steps)
    {
        if (steps.Count == 0)
        {
            return [];
        }

        using var scope = NewDisposeScope();
        var all = stack([.. steps.Select(step => step.Figures)]).cpu().contiguous().data<double>().ToArray();
        return [.. steps.Select((step, i) => step.With(all.AsSpan(4 * i, 4)))];
    }

    private StepMetrics With(ReadOnlySpan<double> figures)
    {
        var (right, asked) = ((int)figures[1], (int)figures[2]);
        var accuracy = asked == 0 ? (double?)null : right / (double)asked;
        return new(figures[0], accuracy, figures[3], LearningRate, Examples, Updated, asked, right);
    }
}
