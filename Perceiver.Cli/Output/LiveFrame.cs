using Spectre.Console;
using Spectre.Console.Rendering;

namespace Perceiver.Cli;

/// <summary>What <see cref="LiveDisplay"/> shows at one moment.</summary>
/// <param name="What">What the upper bar is of.</param>
/// <param name="Done">How much of it is done.</param>
/// <param name="Total">Of how much.</param>
/// <param name="Tail">What stands behind the bar.</param>
/// <param name="RunDone">How much of the run is done.</param>
/// <param name="RunTotal">Of how much.</param>
/// <param name="RunTail">What stands behind its bar.</param>
/// <param name="Figures">The line below.</param>
internal sealed record LiveFrame(
    string What,
    long Done,
    long Total,
    string Tail,
    long RunDone,
    long RunTotal,
    string RunTail,
    string Figures
)
{
    private const int NameWidth = 12;
    private const int TailWidth = 26;
    private const int WidestBar = 40;

    /// <summary>Before the first step.</summary>
    public static LiveFrame Starting { get; } = new("starting", 0, 1, "", 0, 1, "", "");

    /// <summary>After a step.</summary>
    public static LiveFrame Of(StepReport report, string losses) =>
        new(
            $"epoch {report.Epoch}/{report.Epochs}",
            report.StepInEpoch,
            report.StepsPerEpoch,
            $"step {report.StepInEpoch}/{report.StepsPerEpoch}",
            report.Step,
            report.TotalSteps,
            $"{Numbers.Duration(report.SecondsLeft)} left",
            $"{losses} {Lines.Figures(report)}"
        );

    /// <summary>The lines, none wider than the terminal.</summary>
    public IRenderable Draw(int width)
    {
        var bar = Math.Clamp(width - NameWidth - TailWidth - 8, 0, WidestBar);
        return new Rows(
            Bar(What, Done, Total, Tail, bar, width),
            Bar("run", RunDone, RunTotal, RunTail, bar, width),
            new Text(Cut(Figures, width))
        );
    }

    private static Paragraph Bar(string name, long done, long total, string tail, int bar, int width)
    {
        var share = total > 0 ? Math.Clamp((double)done / total, 0, 1) : 0;
        var full = (int)Math.Round(share * bar);
        var percent = $"{(int)(share * 100), 3} %  ";
        var left = Cut(name.PadRight(NameWidth), width);
        // Other signs, not only another colour, for what is still to come.
        return new Paragraph(left)
            .Append(new string('━', full), new Style(Color.Green))
            .Append(new string('╌', bar - full), new Style(Color.Grey))
            .Append(Cut(" " + percent + tail, width - left.Length - bar));
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..Math.Max(0, width)];
}
