using System.Collections.Immutable;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>Which settings a sweep's runs have: a pure function of what is varied.</summary>
public static class SweepPlan
{
    /// <summary>More runs than this are taken for a slip.</summary>
    public const int Most = 1000;

    /// <summary>The settings of each run, those of an axis in the order of the axes.</summary>
    /// <param name="axes">What is varied.</param>
    /// <param name="random">How many runs to draw; null means every combination.</param>
    /// <param name="seed">What draws them: run by run, so that more runs begin with the same ones.</param>
    /// <exception cref="CommandFailure">Nothing is varied, something is varied twice, or there are too many runs.</exception>
    public static ImmutableArray<ImmutableArray<ConfigOverride>> Of(
        IReadOnlyList<SweepAxis> axes,
        int? random,
        long seed
    )
    {
        Check(axes, random);
        return random is { } count ? [.. Enumerable.Range(0, count).Select(Drawn)] : Combinations(axes);

        ImmutableArray<ConfigOverride> Drawn(int run)
        {
            var key = RngKey.FromSeed(seed).Fold("sweep").Fold(run);
            return [.. axes.Select(axis => new ConfigOverride(axis.Path, axis.Draw(key)))];
        }
    }

    // The last axis changes fastest.
    private static ImmutableArray<ImmutableArray<ConfigOverride>> Combinations(IReadOnlyList<SweepAxis> axes) =>
        axes.OfType<SweepAxis.Choice>()
            .Aggregate(
                ImmutableArray.Create(ImmutableArray<ConfigOverride>.Empty),
                (known, axis) =>
                    [
                        .. known.SelectMany(start =>
                            axis.Options.Select(value => start.Add(new ConfigOverride(axis.Path, value)))
                        ),
                    ]
            );

    private static void Check(IReadOnlyList<SweepAxis> axes, int? random)
    {
        if (axes.Count == 0)
        {
            throw CommandFailure.Usage(
                "a sweep wants something to vary: --grid key=value,value, or --random N with --range key=low:high."
            );
        }

        if (axes.GroupBy(axis => axis.Path).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw CommandFailure.Usage($"'{twice.Key}' is varied twice; give all its values at once.");
        }

        if (random is null && axes.FirstOrDefault(axis => axis is SweepAxis.Range) is { } range)
        {
            throw CommandFailure.Usage(
                $"--range {range.Path} is drawn from: say with --random N how many runs there are to be."
            );
        }

        var runs = random ?? axes.Aggregate(1.0, (product, axis) => product * ((SweepAxis.Choice)axis).Options.Length);
        if (runs > Most)
        {
            throw CommandFailure.Usage(
                $"that makes {Numbers.Short(runs)} runs, and {Most} are the most; --random N draws some of them."
            );
        }
    }
}
