using Perceiver.Cli;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Stops a run after so many steps or batches, as a signal would.</summary>
internal sealed class StoppingDisplay(Interruption interruption, long? stopAt, int? afterBatches = null)
    : ITrainingDisplay
{
    private int _batches;

    public List<string> Said { get; } = [];

    public void During(Action training) => training();

    public void Say(string line) => Said.Add(line);

    public void Step(StepReport report)
    {
        if (report.Step == stopAt || ++_batches == afterBatches)
        {
            interruption.Request(ExitCodes.Interrupted);
        }
    }

    public void Evaluating(string what, int done, int total) { }

    public void Epoch(EpochRow row, int epochs, double seconds, double imagesPerSecond, bool best) { }
}
