namespace Perceiver.Cli;

/// <summary>What a person sees of a training run.</summary>
public interface ITrainingDisplay
{
    /// <summary>Runs the training while the display is up.</summary>
    void During(Action training);

    /// <summary>One line.</summary>
    void Say(string line);

    /// <summary>After each step.</summary>
    void Step(StepReport report);

    /// <summary>While examples are evaluated.</summary>
    void Evaluating(string what, int done, int total);

    /// <summary>After each epoch.</summary>
    void Epoch(EpochRow row, int epochs, double seconds, double imagesPerSecond, bool best);
}
