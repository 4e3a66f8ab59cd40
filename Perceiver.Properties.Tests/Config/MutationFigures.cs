using System.Diagnostics;
using System.Globalization;
using FsCheck.Fluent;
using Perceiver.Config;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;
using Xunit.Abstractions;

namespace Perceiver.Properties.Tests.Config;

/// <summary>
/// Mutated configs in number, with figures: PERCEIVER_MUTATIONS says how many, and PERCEIVER_MUTATIONS_REPORT where the
/// figures are written besides. Case number i is made from i alone, so a case that fails can be made again.
/// </summary>
public sealed class MutationFigures(ITestOutputHelper output)
{
    private const int UsualCount = 2000;
    private const long MostBytes = 64L << 20;
    private const double Slow = 20;
    private const double TooSlow = 200;

    [Fact]
    public void Every_mutated_config_is_answered_with_places_and_in_bounded_memory()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("PERCEIVER_MUTATIONS"), out var many)
            ? many
            : UsualCount;
        string[] texts =
        [
            .. Shipped(),
            .. Generated(),
            .. RuleExamples.All.Select(one => one.Wrong.Text).Where(IsShort),
        ];
        var bases = ConfigBases.Of([.. ShippedConfigs.Names.Select(name => ShippedConfigs.Bases.Find(name)!)]);
        var (valid, findings, slowest, slowCases, most, total) = (0, 0L, 0.0, 0, 0L, Stopwatch.StartNew());
        for (var i = 0; i < count; i++)
        {
            var text = Mutation.Of(texts[i % texts.Length], new Random(i));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var compiled = Compile(text, bases, out var milliseconds);
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

            // Compiling something for the first time, and a collection of garbage, is not what a text costs: what seems
            // slow is tried again.
            for (var again = 0; again < 5 && milliseconds > Slow; again++)
            {
                Compile(text, bases, out var once);
                milliseconds = Math.Min(milliseconds, once);
            }

            Mutation.Check(text, compiled);
            Assert.True(bytes < MostBytes, $"case {i} took {bytes} bytes");
            valid += compiled.Config is null ? 0 : 1;
            findings += compiled.Findings.Count;
            slowCases += milliseconds > TooSlow ? 1 : 0;
            (slowest, most) = (Math.Max(slowest, milliseconds), Math.Max(most, bytes));
        }

        var report = string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} mutated configs from {texts.Length} texts: {valid:N0} still compile, "
                + $"{findings:N0} findings, all with a place; "
                + $"slowest {slowest:F1} ms of processor time, {slowCases} above {TooSlow:F0} ms, most memory {most / 1024.0:N0} KiB, {total.Elapsed.TotalSeconds:F0} s"
        );
        output.WriteLine(report);
        if (Environment.GetEnvironmentVariable("PERCEIVER_MUTATIONS_REPORT") is { Length: > 0 } file)
        {
            File.WriteAllText(file, report + "\n");
        }

        Assert.True(valid > 0 && findings > 0, "the mutations are all alike");
    }

    private static Compiled Compile(string text, ConfigBases bases, out double milliseconds)
    {
        // Processor time: what others do on the machine is not in it, what other threads of this process do is.
        var start = Environment.CpuUsage.TotalTime;
        var compiled = ConfigCompiler.Compile(new("mutated", "mutated.yaml", text), bases);
        milliseconds = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        return compiled;
    }

    private static IEnumerable<string> Shipped() =>
        ShippedConfigs.Names.Order(StringComparer.Ordinal).Select(ShippedConfigs.Text);

    // As the config writer and `perceiver new` write them.
    private static IEnumerable<string> Generated() =>
        AnyConfigArbitrary
            .Config.Sample(40, new FsCheck.Rnd(2103), 50)
            .SelectMany(config => (string[])[ConfigWriter.Write(config), ConfigTemplate.Write(config, ["Generated."])]);

    private static bool IsShort(string text) => text.Length < 10_000;
}
