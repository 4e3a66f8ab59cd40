namespace Perceiver.Properties.Tests.Cli;

/// <summary>A run that was trained to its end, for tests that only read it.</summary>
public sealed class TrainedTiny : IDisposable
{
    public TrainedTiny() => Run = Tiny.Train("first");

    public TinyRun Tiny { get; } = new();

    public string Run { get; }

    public void Dispose() => Tiny.Dispose();
}
