using System.Diagnostics;
using Spectre.Console;

namespace Perceiver.Cli;

/// <summary>
/// Bars that move, for the epoch and for the run, and below them the losses as a sparkline, accuracy, speed and memory;
/// epochs scroll by above. Nothing is wider than the terminal.
/// </summary>
public sealed class LiveDisplay : ITrainingDisplay
{
    private const int Sparks = 16;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly IAnsiConsole _console;
    private readonly Sparkline _losses = new(Sparks);
    private readonly Stopwatch _sinceFrame = Stopwatch.StartNew();
    private LiveDisplayContext? _live;
    private LiveFrame _frame = LiveFrame.Starting;

    /// <summary>Draws on a terminal.</summary>
    public LiveDisplay(TextWriter output, bool colours) =>
        _console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(output),
                Ansi = AnsiSupport.Yes,
                ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.Yes,
            }
        );

    /// <inheritdoc/>
    public void During(Action training) =>
        _console
            .Live(_frame.Draw(_console.Profile.Width))
            .AutoClear(true)
            .Start(context =>
            {
                _live = context;
                try
                {
                    training();
                }
                finally
                {
                    _live = null;
                }
            });

    /// <inheritdoc/>
    public void Say(string line) => _console.WriteLine(line);

    /// <inheritdoc/>
    public void Step(StepReport report)
    {
        _losses.Add(report.BatchLoss);
        Show(LiveFrame.Of(report, _losses.ToString()), report.StepInEpoch == report.StepsPerEpoch);
    }

    /// <inheritdoc/>
    public void Evaluating(string what, int done, int total) =>
        Show(_frame with { What = what, Done = done, Total = total, Tail = $"{done}/{total}" }, done == total);

    /// <inheritdoc/>
    public void Epoch(EpochRow row, int epochs, double seconds, double imagesPerSecond, bool best) =>
        Say(Lines.Epoch(row, epochs, seconds, imagesPerSecond, best));

    // Terminals are slow: a frame that nobody could see is not drawn, unless it is the last of its kind.
    private void Show(LiveFrame frame, bool always)
    {
        _frame = frame;
        if (_live is { } live && (always || _sinceFrame.Elapsed >= Interval))
        {
            live.UpdateTarget(frame.Draw(_console.Profile.Width));
            _sinceFrame.Restart();
        }
    }
}
