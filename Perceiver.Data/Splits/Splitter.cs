using System.Collections.Immutable;
using LanguageExt;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Data;

/// <summary>Divides examples into parts: a pure function of their groups and of the config's split.</summary>
internal static class Splitter
{
    /// <summary>
    /// Random: a permutation drawn from the seed gives the first to testing, the next to validation and the rest to
    /// training, each part in the order drawn, so that the first N of it are a sample of all. With groups, whole
    /// groups are dealt out in the order drawn, each part as near to its share as whole groups allow. Last: the last
    /// examples are for testing, those before them for validation, all in file order (Keras' validation_split).
    /// </summary>
    /// <param name="count">How many examples there are.</param>
    /// <param name="groups">The group of each example, or empty where each stands alone.</param>
    /// <param name="split">Shares, method and seed.</param>
    public static Either<DataError, SplitIndices> Split(int count, ImmutableArray<string> groups, SplitConfig split)
    {
        var test = Share(count, split.Test);
        var validation = Share(count, split.Validation);
        if (!groups.IsEmpty && split.Method == SplitMethod.Last)
        {
            return new DataError(
                "split.method 'last' may cut a group in two; use 'random', which keeps groups whole, or drop the group column"
            );
        }

        var parts = (groups.IsEmpty, split.Method) switch
        {
            (true, SplitMethod.Last) => Last(count, test, validation),
            (true, _) => Drawn(count, test, validation, split.Seed),
            _ => Grouped(groups, test, validation, split.Seed),
        };
        return Check(parts, split, count);
    }

    private static int Share(int count, double fraction) => (int)Math.Round(count * fraction);

    private static SplitIndices Last(int count, int test, int validation)
    {
        var train = count - test - validation;
        return new SplitIndices(
            [.. Enumerable.Range(0, Math.Max(train, 0))],
            [.. Enumerable.Range(Math.Max(train, 0), validation)],
            [.. Enumerable.Range(count - test, test)]
        );
    }

    private static SplitIndices Drawn(int count, int test, int validation, long seed)
    {
        var order = Stream(seed).Permutation(count).ToImmutableArray();
        return new SplitIndices(
            order[Math.Min(test + validation, count)..],
            order[test..Math.Min(test + validation, count)],
            order[..test]
        );
    }

    private static SplitIndices Grouped(ImmutableArray<string> groups, int test, int validation, long seed)
    {
        // Groups in order of first appearance, which the order of files fixes, then drawn.
        var members = groups
            .Select((group, index) => (group, index))
            .GroupBy(pair => pair.group, pair => pair.index, StringComparer.Ordinal)
            .Select(group => group.ToArray())
            .ToArray();
        var left = Stream(seed).Permutation(members.Length).Select(i => members[i]).ToList();
        var testPart = Take(left, test);
        var validationPart = Take(left, validation);
        return new SplitIndices([.. left.SelectMany(group => group)], validationPart, testPart);
    }

    /// <summary>
    /// Takes groups, in their order, as long as they fit under <paramref name="target"/>, then one more where that
    /// comes nearer. What is taken leaves <paramref name="left"/>.
    /// </summary>
    private static ImmutableArray<int> Take(List<int[]> left, int target)
    {
        var taken = ImmutableArray.CreateBuilder<int>(target);
        left.RemoveAll(group =>
        {
            var fits = taken.Count + group.Length <= target;
            if (fits)
            {
                taken.AddRange(group);
            }

            return fits;
        });

        var gap = target - taken.Count;
        if (gap > 0 && left.MinBy(group => group.Length) is { } smallest && smallest.Length - gap < gap)
        {
            taken.AddRange(smallest);
            left.Remove(smallest);
        }

        return taken.ToImmutable();
    }

    private static RandomStream Stream(long seed) => new(RngKey.FromSeed(seed).Fold("data.split"));

    private static Either<DataError, SplitIndices> Check(SplitIndices parts, SplitConfig split, int count)
    {
        var empty =
            parts.Train.IsEmpty ? "training"
            : parts.Validation.IsEmpty && split.Validation > 0 ? "validation"
            : parts.Test.IsEmpty && split.Test > 0 ? "testing"
            : null;
        return empty is null
            ? parts
            : new DataError(
                $"of {count} examples, data.split (validation {split.Validation}, test {split.Test}) leaves none for "
                    + $"{empty}; change the shares or add data"
            );
    }
}
