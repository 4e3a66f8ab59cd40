using System.Diagnostics;

namespace Perceiver.Cli;

/// <summary>Lines for pipes, files and simple terminals: one per epoch, and one every few seconds within.</summary>
public sealed class PlainDisplay(TextWriter output) : ITrainingDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();

    /// <inheritdoc/>
    public void During(Action training) => training();

    /// <inheritdoc/>
    public void Say(string line)
    {
        output.WriteLine(line);
        output.Flush();
        _sinceLine.Restart();
    }

    /// <inheritdoc/>
    public void Step(StepReport report)
    {
        if (_sinceLine.Elapsed >= Interval)
        {
            Say(Lines.Step(report));
        }
    }

    /// <inheritdoc/>
    public void Evaluating(string what, int done, int total)
    {
        if (_sinceLine.Elapsed >= Interval)
        {
            Say($"{what} {done}/{total}");
        }
    }

    /// <inheritdoc/>
    public void Epoch(EpochRow row, int epochs, double seconds, double imagesPerSecond, bool best) =>
        Say(Lines.Epoch(row, epochs, seconds, imagesPerSecond, best));
}
