namespace Perceiver.Config;

/// <summary>"Did you mean": the known word nearest to one that is not known.</summary>
public static class Suggestions
{
    /// <summary>
    /// The candidate that takes the fewest changes (a letter added, dropped, replaced, or two neighbours swapped; case
    /// and dashes do not count), or null when none is near: more than a third of the word would have to change.
    /// </summary>
    public static string? Closest(string word, IEnumerable<string> candidates)
    {
        var wanted = Fold(word);
        if (wanted.Length > 100)
        {
            return null;
        }

        return candidates
            .Select(candidate => (Word: candidate, Folded: Fold(candidate)))
            .Select(one => (one.Word, one.Folded, Most: Most(wanted, one.Folded)))
            // A difference in length is so many changes at least.
            .Where(one => Math.Abs(wanted.Length - one.Folded.Length) <= one.Most)
            .Select(one => (one.Word, Changes: Distance(wanted, one.Folded), one.Most))
            .Where(found => found.Changes <= found.Most)
            .OrderBy(found => found.Changes)
            .ThenBy(found => found.Word, StringComparer.Ordinal)
            .Select(found => found.Word)
            .FirstOrDefault();
    }

    private static int Most(string wanted, string word) => Math.Max(1, Math.Min(wanted.Length, word.Length) / 3);

    private static string Fold(string word) => word.Trim().Replace('-', '_').ToLowerInvariant();

    // Optimal string alignment distance.
    private static int Distance(string from, string to)
    {
        var costs = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                costs[i, j] =
                    i == 0 ? j
                    : j == 0 ? i
                    : Math.Min(
                        Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1,
                        costs[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1)
                    );
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    costs[i, j] = Math.Min(costs[i, j], costs[i - 2, j - 2] + 1);
                }
            }
        }

        return costs[from.Length, to.Length];
    }
}
