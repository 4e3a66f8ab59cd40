using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Perceiver.Benchmarks;

/// <summary>
/// Times two step servers in turn, a step of one and then a step of the other, so that whatever else the machine does
/// falls on both. The ratio is the peer's time over ours.
/// </summary>
internal static class SideBySide
{
    private const int WarmUp = 3;

    public static void Run(string peer, string name, StepOptions options)
    {
        IReadOnlyList<string> step = ["--case", name, .. options.Words];
        using var theirs = Start("/usr/bin/python3", [peer, .. step]);
        using var ours = Start(Environment.ProcessPath!, ["step", name, .. options.Words]);
        var facts = (Ours: Line(ours), Theirs: Line(theirs));
        List<(double Wall, double Cpu)> mine = [],
            other = [];
        for (var i = 0; i < WarmUp + options.Steps; i++)
        {
            var (a, b) = (Step(ours), Step(theirs));
            if (i >= WarmUp)
            {
                mine.Add(a);
                other.Add(b);
            }
        }

        ours.StandardInput.Close();
        theirs.StandardInput.Close();
        var (wall, cpu) = (Median(mine.Select(t => t.Wall)), Median(mine.Select(t => t.Cpu)));
        var (peerWall, peerCpu) = (Median(other.Select(t => t.Wall)), Median(other.Select(t => t.Cpu)));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name} {options.Mode}, batch {options.Batch}, {options.Threads} threads, "
                    + $"{facts.Ours.GetProperty("params")} parameters (peer {facts.Theirs.GetProperty("params")}), "
                    + $"medians of {options.Steps}: ours {wall:F1} ms ({cpu:F1} of CPU), "
                    + $"peer {peerWall:F1} ms ({peerCpu:F1} of CPU), ratio {peerWall / wall:F2}"
            )
        );
    }

    private static Process Start(string file, IReadOnlyList<string> words) =>
        Process.Start(
            new ProcessStartInfo(file, words) { RedirectStandardInput = true, RedirectStandardOutput = true }
        )!;

    private static (double Wall, double Cpu) Step(Process server)
    {
        server.StandardInput.WriteLine();
        server.StandardInput.Flush();
        var line = Line(server);
        return (line.GetProperty("ms").GetDouble(), line.GetProperty("cpu_ms").GetDouble());
    }

    private static JsonElement Line(Process server) =>
        JsonDocument
            .Parse(server.StandardOutput.ReadLine() ?? throw new IOException("A step server ended early."))
            .RootElement;

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
