namespace Perceiver.Cli;

/// <summary>Says nothing: for <c>--quiet</c>.</summary>
public sealed class QuietDisplay : ITrainingDisplay
{
    /// <inheritdoc/>
    public void During(Action training) => training();

    /// <inheritdoc/>
    public void Say(string line) { }

    /// <inheritdoc/>
    public void Step(StepReport report) { }

    /// <inheritdoc/>
    public void Evaluating(string what, int done, int total) { }

    /// <inheritdoc/>
    public void Epoch(EpochRow row, int epochs, double seconds, double imagesPerSecond, bool best) { }
}
