using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>Steps whose figures are still on the device, to be read together. It owns their tensors.</summary>
/// <param name="most">After how many they are read.</param>
internal sealed class WaitingSteps(int most) : IDisposable
{
    private readonly List<(PendingMetrics Metrics, StepPlace Place)> _steps = [];

    /// <summary>Whether as many wait as may.</summary>
    public bool IsFull => _steps.Count >= most;

    /// <summary>One more.</summary>
    public void Add(PendingMetrics metrics, StepPlace place) => _steps.Add((metrics, place));

    /// <summary>Reads all that wait, in their order.</summary>
    public IReadOnlyList<(StepMetrics Metrics, StepPlace Place)> Take()
    {
        var read = PendingMetrics.Read([.. _steps.Select(step => step.Metrics)]);
        (StepMetrics, StepPlace)[] taken = [.. read.Zip(_steps, (metrics, step) => (metrics, step.Place))];
        Dispose();
        return taken;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (metrics, _) in _steps)
        {
            metrics.Figures.Dispose();
        }

        _steps.Clear();
    }
}
