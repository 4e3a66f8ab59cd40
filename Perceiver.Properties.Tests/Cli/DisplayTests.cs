using Perceiver.Cli;
using Perceiver.Data;
using Spectre.Console;
using Xunit;
using LiveDisplay = Perceiver.Cli.LiveDisplay;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>What a person sees while a model trains.</summary>
public sealed class DisplayTests
{
    private static readonly StepReport Report = new(
        2,
        7,
        30,
        430,
        460,
        3010,
        0.512345,
        new Figure("top1", 0.8125),
        1234,
        83,
        0.4,
        512_000_000
    );

    [Fact]
    public void A_step_tells_loss_accuracy_speed_time_left_and_memory() =>
        Assert.Equal(
            "epoch 2/7  step 30/430  loss 0.5123 top-1 81.25 %  1,234 examples/s  1:23 left  512.0 MB",
            Lines.Step(Report)
        );

    [Fact]
    public void A_sparkline_goes_from_the_lowest_bar_to_the_highest()
    {
        var line = new Sparkline(8);
        Assert.Equal("", line.ToString());
        foreach (var value in new[] { 7, 0, double.NaN, 1, 3.5, double.PositiveInfinity, 7 })
        {
            line.Add(value);
        }

        Assert.Equal("█▁▂▅█", line.ToString());
    }

    [Fact]
    public void A_long_run_stays_in_view_as_means_of_more_and_more_numbers()
    {
        var line = new Sparkline(4);
        for (var i = 0; i < 16; i++)
        {
            line.Add(i);
            Assert.InRange(line.ToString().Length, 1, 4);
        }

        // Four means of four, evenly apart.
        Assert.Equal("▁▃▆█", line.ToString());
        var flat = new Sparkline(4);
        flat.Add(2);
        flat.Add(2);
        Assert.Equal("▁▁", flat.ToString());
    }

    [Fact]
    public void Without_a_terminal_there_are_plain_lines_only()
    {
        using var output = new StringWriter();
        var plain = Displays.For(World(output, terminal: false), quiet: false, json: false);
        plain.During(() =>
        {
            plain.Say("a line");
            plain.Step(Report);
        });
        Assert.IsType<PlainDisplay>(plain);
        Assert.Equal("a line" + Environment.NewLine, output.ToString());
        Assert.IsType<QuietDisplay>(Displays.For(World(output, terminal: true), quiet: true, json: false));
    }

    [Fact]
    public void A_terminal_shows_the_losses_and_with_NO_COLOR_no_colours()
    {
        using var output = new StringWriter();
        var live = Displays.For(World(output, terminal: true), quiet: false, json: false);
        live.During(() =>
        {
            live.Step(Report);
            live.Say("a line");
            live.Step(Report with { BatchLoss = 0.1, StepInEpoch = 430 });
            live.Evaluating("validation", 5000, 5000);
        });
        Assert.IsType<LiveDisplay>(live);
        Assert.Contains("a line", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("█▁", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("validation", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotMatch(Colour, output.ToString());
    }

    [Theory]
    [InlineData(120)]
    [InlineData(80)]
    [InlineData(40)]
    [InlineData(10)]
    public void Bars_and_figures_are_never_wider_than_the_terminal(int width)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No }
        );
        console.Profile.Width = width;
        console.Write(LiveFrame.Of(Report, "█▁▂▅█▁▂▅█▁▂▅█▁▂▅").Draw(width));
        var lines = output.ToString().TrimEnd().Split(Environment.NewLine);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        if (width >= 80)
        {
            var bar = lines[0].Count(letter => letter is '━' or '╌');
            Assert.Equal((int)Math.Round(bar * 30 / 430.0), lines[0].Count(letter => letter == '━'));
            Assert.Contains("step 30/430", lines[0], StringComparison.Ordinal);
            Assert.Contains("1:23 left", lines[1], StringComparison.Ordinal);
            Assert.EndsWith(
                "loss 0.5123  top-1 81.25 %  1,234 examples/s  512.0 MB",
                lines[2],
                StringComparison.Ordinal
            );
        }
    }

    private const string Colour = "\u001b\\[[0-9;]*(3[0-9]|9[0-7])[0-9;]*m";

    private static Surroundings World(TextWriter output, bool terminal) =>
        new(output, TextWriter.Null, name => name == "NO_COLOR" ? "1" : null, terminal);
}
