using System.Globalization;

namespace Perceiver.Cli;

/// <summary>What all processors have done since the machine was started, in seconds.</summary>
/// <param name="Worked">Whatever they worked on, and what the host took away.</param>
/// <param name="Passed">All of it, idle time too.</param>
internal readonly record struct MachineLoad(double Worked, double Passed)
{
    private const double TicksPerSecond = 100;

    /// <summary>As of now; null where the system does not tell.</summary>
    public static MachineLoad? Now() => File.Exists("/proc/stat") ? Parse(File.ReadLines("/proc/stat").First()) : null;

    /// <summary>From the first line of Linux' <c>/proc/stat</c>: user, nice, system, idle, iowait, irq, softirq, steal.</summary>
    public static MachineLoad Parse(string line)
    {
        var ticks = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Take(8)
            .Select(word => double.Parse(word, CultureInfo.InvariantCulture) / TicksPerSecond)
            .ToArray();
        return new(ticks.Sum() - ticks[3] - ticks[4], ticks.Sum());
    }

    /// <summary>The share of the machine that went to something else than <paramref name="own"/> seconds of work.</summary>
    public double Others(MachineLoad before, double own) =>
        Math.Clamp((Worked - before.Worked - own) / Math.Max(1e-9, Passed - before.Passed), 0, 1);
}
