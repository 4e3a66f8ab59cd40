using System.Collections.Immutable;
using FsCheck;
using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

public sealed class SplitterTests
{
    private static SplitConfig Random(double validation, double test, long seed) =>
        new(validation, test, SplitMethod.Random, seed);

    private static int[] All(SplitIndices parts) => [.. parts.Train, .. parts.Validation, .. parts.Test];

    [Property]
    public void Every_example_is_in_one_part(PositiveInt extra, bool last, long seed)
    {
        var count = 20 + (extra.Get % 500);
        var split = new SplitConfig(0.2, 0.1, last ? SplitMethod.Last : SplitMethod.Random, seed);
        var parts = Splitter.Split(count, [], split).Value();
        Assert.Equal(Enumerable.Range(0, count), All(parts).Order());
        Assert.Equal((int)Math.Round(count * 0.2), parts.Validation.Length);
        Assert.Equal((int)Math.Round(count * 0.1), parts.Test.Length);
    }

    [Property]
    public void The_same_seed_gives_the_same_parts_and_another_seed_others(long seed)
    {
        var one = Splitter.Split(100, [], Random(0.2, 0.2, seed)).Value();
        Assert.Equal(All(one), All(Splitter.Split(100, [], Random(0.2, 0.2, seed)).Value()));
        var other = Splitter.Split(100, [], Random(0.2, 0.2, seed ^ 1)).Value();
        Assert.NotEqual(one.Validation.Order(), other.Validation.Order());
    }

    [Fact]
    public void Last_is_the_end_of_the_file_as_in_Keras()
    {
        var parts = Splitter.Split(50_000, [], new SplitConfig(0.1, 0, SplitMethod.Last, 3)).Value();
        Assert.Equal(Enumerable.Range(0, 45_000), parts.Train);
        Assert.Equal(Enumerable.Range(45_000, 5_000), parts.Validation);
        Assert.Empty(parts.Test);
    }

    [Property]
    public void Groups_stay_whole_and_shares_are_as_near_as_groups_allow(int shape, long seed)
    {
        var sizes = new Random(shape);
        var groups = Enumerable
            .Range(0, 60)
            .SelectMany(g => Enumerable.Repeat($"patient {g}", sizes.Next(1, 5)))
            .OrderBy(_ => sizes.Next())
            .ToImmutableArray();
        var parts = Splitter.Split(groups.Length, groups, Random(0.2, 0.2, seed)).Value();
        Assert.Equal(Enumerable.Range(0, groups.Length), All(parts).Order());
        var owners = new[] { parts.Train, parts.Validation, parts.Test }
            .Select(part => part.Select(i => groups[i]).ToHashSet())
            .ToArray();
        Assert.False(owners[0].Overlaps(owners[1]) || owners[0].Overlaps(owners[2]) || owners[1].Overlaps(owners[2]));

        // With single images left among the groups the share is met; at worst it is missed by half the smallest group.
        var target = (int)Math.Round(groups.Length * 0.2);
        Assert.InRange(parts.Test.Length, target - 2, target + 2);
        Assert.InRange(parts.Validation.Length, target - 2, target + 2);
    }

    [Property]
    public void Another_seed_deals_groups_out_otherwise(long seed)
    {
        var groups = Enumerable.Range(0, 100).Select(i => $"{i / 2}").ToImmutableArray();
        var one = Splitter.Split(100, groups, Random(0.2, 0.2, seed)).Value();
        Assert.Equal(All(one), All(Splitter.Split(100, groups, Random(0.2, 0.2, seed)).Value()));
        Assert.NotEqual(one.Test.Order(), Splitter.Split(100, groups, Random(0.2, 0.2, seed ^ 1)).Value().Test.Order());
    }

    [Fact]
    public void A_part_left_empty_is_named()
    {
        Splitter.Split(3, [], Random(0.1, 0, 0)).FailsWith("leaves none for validation", "change the shares");
        Splitter.Split(3, [], Random(0, 0.1, 0)).FailsWith("leaves none for testing");
        Splitter.Split(2, [], Random(0.5, 0.5, 0)).FailsWith("leaves none for training");
        Splitter.Split(4, ["a", "a", "a", "a"], Random(0.5, 0, 0)).FailsWith("leaves none for");
        Splitter.Split(2, ["a", "b"], new SplitConfig(0.5, 0, SplitMethod.Last, 0)).FailsWith("group", "'random'");
    }
}
