using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace Perceiver.Properties.Tests.PropertyRunner;

/// <summary>What a failing property leaves in the log is enough to go on with: the shrunk value and a Replay.</summary>
public sealed partial class ReplayTests
{
    [GeneratedRegex(@"size of (?<size>\d+) and seed of \((?<seed>\d+),(?<gamma>\d+)\)")]
    private static partial Regex LastStep();

    [GeneratedRegex(@"after (?<tests>\d+) tests? ")]
    private static partial Regex CaseNumber();

    [Fact]
    public async Task A_failing_property_prints_its_smallest_counterexample()
    {
        Outcome outcome = await FailLaterThanTheFirstCase();

        Assert.Equal((0, 1), (outcome.Passed, outcome.Failed));
        Assert.Contains("Falsifiable, after ", outcome.Messages);
        Assert.Matches(@"Shrunk:\s+Box \{ Width = 17 \}", outcome.Messages);
    }

    [Fact]
    public async Task The_replay_it_prints_fails_at_the_first_case_with_the_same_value()
    {
        Outcome first = await FailLaterThanTheFirstCase();
        Outcome again = await PropertyRun.Of<Specimens>(nameof(Specimens.BoxesAreNarrow), Replay(first));

        Assert.Equal((0, 1), (again.Passed, again.Failed));
        Assert.Equal(1, Case(again));
        Assert.Equal(Original(first), Original(again));
    }

    [Fact]
    public async Task Another_replay_gives_another_value()
    {
        Outcome first = await FailLaterThanTheFirstCase();
        Outcome other = await PropertyRun.Of<Specimens>(nameof(Specimens.BoxesAreNarrow), "(12345,67891,900)");

        Assert.NotEqual(Original(first), Original(other));
    }

    [Fact]
    public async Task A_replay_of_two_numbers_repeats_the_whole_run()
    {
        Outcome once = await PropertyRun.Of<Specimens>(nameof(Specimens.Throws));
        Outcome twice = await PropertyRun.Of<Specimens>(nameof(Specimens.Throws));

        Assert.Contains("(1,3)", once.Messages);
        Assert.Equal(once.Messages, twice.Messages);
    }

#if !FSCHECK_XUNIT_PACKAGE
    [Fact]
    public async Task The_replay_can_be_pasted_as_it_is_printed()
    {
        Outcome outcome = await PropertyRun.Of<Specimens>(nameof(Specimens.BoxesAreNarrow));

        Assert.Contains($"Replay = \"{Replay(outcome)}\"", outcome.Messages);
    }

    [Fact]
    public async Task A_malformed_replay_fails_and_is_named()
    {
        Outcome outcome = await PropertyRun.Of<Specimens>(nameof(Specimens.BadReplay));

        Assert.Equal((0, 1), (outcome.Passed, outcome.Failed));
        Assert.Contains("\"one,two\"", outcome.Messages);
    }
#endif

    /// <summary>The seed is new each time: the first case may fail, or fail with the smallest value. Neither shows much.</summary>
    private static async Task<Outcome> FailLaterThanTheFirstCase()
    {
        for (int attempt = 0; attempt < 50; attempt++)
        {
            Outcome outcome = await PropertyRun.Of<Specimens>(nameof(Specimens.BoxesAreNarrow));
            if (Case(outcome) > 1 && outcome.Messages.Contains("Shrunk:", StringComparison.Ordinal))
            {
                return outcome;
            }
        }

        throw new InvalidOperationException(
            "Of fifty runs, none failed after its first case with a value that shrinks."
        );
    }

    private static string Replay(Outcome outcome)
    {
        Match step = LastStep().Match(outcome.Messages);
        Assert.True(step.Success, $"no seed of the last step in: {outcome.Messages}");
        return $"({step.Groups["seed"].Value},{step.Groups["gamma"].Value},{step.Groups["size"].Value})";
    }

    private static int Case(Outcome outcome) =>
        int.Parse(CaseNumber().Match(outcome.Messages).Groups["tests"].Value, CultureInfo.InvariantCulture);

    private static string Original(Outcome outcome) =>
        Regex.Match(outcome.Messages, @"Original:\s+(Box \{ Width = \d+ \})").Groups[1].Value;
}
