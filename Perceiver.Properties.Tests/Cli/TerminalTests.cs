using System.Diagnostics;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>What training prints on terminals of several kinds and on none. `script` makes the terminals.</summary>
[Collection(CliCollection.Name)]
public sealed class TerminalTests : IDisposable
{
    private const char Escape = '\u001b';
    private const string Colour = "\u001b\\[[0-9;]*(3[0-9]|9[0-7])[0-9;]*m";

    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void A_terminal_shows_bars_in_colours_and_keeps_the_epochs()
    {
        var text = OnTerminal("xterm-256color");
        Assert.Contains('━', text);
        Assert.Matches(Colour, text);
        Assert.Contains("epoch 3/3  loss", text, StringComparison.Ordinal);
        Assert.Contains("test: top-1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void NO_COLOR_takes_the_colours_and_leaves_the_bars()
    {
        var text = OnTerminal("xterm-256color", "NO_COLOR=1");
        Assert.Contains('━', text);
        Assert.DoesNotMatch(Colour, text);
    }

    [Fact]
    public void A_simple_terminal_shows_plain_lines()
    {
        var text = OnTerminal("dumb");
        Assert.DoesNotContain(Escape, text);
        Assert.DoesNotContain('━', text);
        Assert.Contains("epoch 3/3  loss", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_gets_plain_lines_and_quiet_only_what_came_of_it()
    {
        var piped = Command.RunChild(_tiny, Arguments("piped")).ShouldSucceed();
        Assert.DoesNotContain(Escape, piped.Out + piped.Error);
        Assert.Equal(3, piped.Out.Split('\n').Count(line => line.StartsWith("epoch ", StringComparison.Ordinal)));

        var quiet = Command.Run(_tiny, [.. Arguments("quiet"), "--quiet"]).ShouldSucceed();
        var lines = quiet.Out.TrimEnd().Split(Environment.NewLine);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("test: top-1", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("trained ", lines[1], StringComparison.Ordinal);
    }

    private string[] Arguments(string name) =>
        ["train", _tiny.ConfigPath, "--data", _tiny.Folder.Path, "--out", _tiny.Folder[name]];

    private string OnTerminal(string kind, params string[] environment)
    {
        using var inner = Command.Prepared(_tiny, Arguments("run"));
        var words = inner.StartInfo.ArgumentList.Prepend(inner.StartInfo.FileName);
        var line = string.Join(' ', words.Select(word => $"'{word}'"));
        var start = new ProcessStartInfo("env", [$"TERM={kind}", .. environment, "script", "-qec", line, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        return Command.Finish(process).ShouldSucceed().Out;
    }
}
