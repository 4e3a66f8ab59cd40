using System.Collections.Immutable;
using System.Globalization;
using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary>The configs of a sweep's runs, all compiled before anything runs.</summary>
/// <param name="Text">The config as it was given.</param>
/// <param name="Runs">A run for each config that is not another's, with its canonical text.</param>
/// <param name="Repeated">How many combinations were left out because they make the same config.</param>
internal sealed record SweepConfigs(
    ConfigText Text,
    ImmutableArray<(SweepEntry Entry, string Canonical)> Runs,
    int Repeated
)
{
    private const int LongestName = 80;

    /// <summary>Compiles all combinations; each finding is told once.</summary>
    /// <exception cref="CommandFailure">One of them is no config, or they cannot be compared.</exception>
    public static SweepConfigs Compile(
        string config,
        IReadOnlyList<ImmutableArray<ConfigOverride>> combinations,
        IReadOnlyList<ConfigOverride> common,
        TextWriter messages
    )
    {
        var (text, bases) = ConfigSource.Read(config);
        var all = combinations.Select(own => ConfigCompiler.Compile(text, bases, [.. common, .. own])).ToArray();
        foreach (
            var line in all.SelectMany(one => one.Findings).Select(finding => finding.Format(text.File)).Distinct()
        )
        {
            messages.WriteLine(line);
        }

        var wrong = all.Count(one => one.Config is null);
        if (wrong > 0)
        {
            throw CommandFailure.Usage(
                $"{wrong} of the {all.Length} combinations {(wrong == 1 ? "is" : "are")} no config; nothing was run."
            );
        }

        Check([.. all.Select(one => one.Config!)]);
        var distinct = combinations
            .Zip(all, (own, one) => (Own: own, One: one))
            .DistinctBy(pair => pair.One.Hash)
            .ToArray();
        var digits = NumberText.Format(distinct.Length).Length;
        return new(
            text,
            [.. distinct.Select((pair, i) => (Entry(i, digits, pair.Own, pair.One), pair.One.Canonical!))],
            all.Length - distinct.Length
        );
    }

    private static void Check(IReadOnlyList<PerceiverConfig> configs)
    {
        if (configs.Any(config => config.Data.Split.Validation == 0))
        {
            throw CommandFailure.Usage(
                "a sweep chooses by the validation examples, and data.split.validation is 0; "
                    + "give them a share, for example --set data.split.validation=0.1"
            );
        }

        if (configs.DistinctBy(config => (config.Training.Checkpoint.Monitor, config.Task.GetType())).Skip(1).Any())
        {
            throw CommandFailure.Usage(
                "a sweep compares one figure: task.kind and training.checkpoint.monitor must be the same in all runs."
            );
        }
    }

    private static SweepEntry Entry(int index, int digits, ImmutableArray<ConfigOverride> own, Compiled compiled)
    {
        var number = (index + 1).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
        var words = own.Select(one => $"{one.Path[(one.Path.LastIndexOf('.') + 1)..]}={one.Value}");
        var name = string.Concat($"{number}_{string.Join('_', words)}".Select(Plain));
        return new(
            name.Length <= LongestName ? name : name[..LongestName],
            [.. own.Select(one => one.Value)],
            compiled.Hash!
        );
    }

    // It becomes a folder's name on any system.
    private static char Plain(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || "._=+-".Contains(letter) ? letter : '-';
}
