using Spectre.Console;

namespace Perceiver.Cli;

/// <summary>A progress bar that moves, with the losses as a sparkline, accuracy, speed, time left and memory; epochs scroll by above it.</summary>
public sealed class LiveDisplay : ITrainingDisplay
{
    private const int Bars = 16;

    private readonly IAnsiConsole _console;
    private readonly Sparkline _losses = new(Bars);
    private ProgressTask? _task;

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
            .Progress()
            .AutoClear(true)
            .Columns(
                new SpinnerColumn(),
                new ProgressBarColumn { Width = 24 },
                new PercentageColumn(),
                new TaskDescriptionColumn { Alignment = Justify.Left }
            )
            .Start(context =>
            {
                _task = context.AddTask("starting", maxValue: 1);
                try
                {
                    training();
                }
                finally
                {
                    _task = null;
                }
            });

    /// <inheritdoc/>
    public void Say(string line) => _console.WriteLine(line);

    /// <inheritdoc/>
    public void Step(StepReport report)
    {
        _losses.Add(report.BatchLoss);
        Show($"{_losses} {Lines.Step(report)}", report.Step, report.TotalSteps);
    }

    /// <inheritdoc/>
    public void Evaluating(string what, int done, int total)
    {
        if (_task is { } task)
        {
            task.Description = Markup.Escape($"{what} {done}/{total}");
        }
    }

    /// <inheritdoc/>
    public void Epoch(EpochRow row, int epochs, double seconds, double imagesPerSecond, bool best) =>
        Say(Lines.Epoch(row, epochs, seconds, imagesPerSecond, best));

    private void Show(string text, long done, long total)
    {
        if (_task is { } task)
        {
            task.MaxValue = total;
            task.Value = done;
            task.Description = Markup.Escape(text);
        }
    }
}
