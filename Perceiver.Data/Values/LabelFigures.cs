namespace Perceiver.Data;

/// <summary>How well labels are told that do not exclude each other.</summary>
/// <param name="labels">How many labels there are.</param>
public sealed class LabelFigures(int labels)
{
    private readonly List<(float Score, bool Has)>[] _told =
    [
        .. Enumerable.Range(0, labels).Select(_ => new List<(float, bool)>()),
    ];

    /// <summary>
    /// The mean average precision, AudioSet's figure: over the labels that some example has. The macro F1: over the labels that
    /// some example has or is said to have. The share of all labels that are rightly said to be there or not.
    /// </summary>
    public IReadOnlyList<Figure> Figures =>
        [
            new("map", _told.Where(one => one.Exists(each => each.Has)).Select(Precision).DefaultIfEmpty(0).Average()),
            new("macro_f1", _told.Where(one => one.Exists(Counts)).Select(F1).DefaultIfEmpty(0).Average()),
            new("label_accuracy", _told.SelectMany(one => one).Select(Right).DefaultIfEmpty(0).Average()),
        ];

    /// <summary>Adds an example.</summary>
    /// <param name="scores">A number for each label; above 0 it is said to be there.</param>
    /// <param name="wanted">1 for each label that is there, 0 for each other.</param>
    public void Add(ReadOnlySpan<float> scores, ReadOnlySpan<float> wanted)
    {
        for (var i = 0; i < _told.Length; i++)
        {
            _told[i].Add((scores[i], wanted[i] > 0.5));
        }
    }

    // Step by step down the scores: the share of right ones so far, weighed by how many more of the label were found.
    // Examples of one score are found together.
    private static double Precision(List<(float Score, bool Has)> told)
    {
        var (found, seen, sum) = (0, 0, 0.0);
        foreach (var step in told.GroupBy(one => one.Score).OrderByDescending(step => step.Key))
        {
            var right = step.Count(one => one.Has);
            (found, seen) = (found + right, seen + step.Count());
            sum += right * ((double)found / seen);
        }

        return sum / found;
    }

    private static double F1(List<(float Score, bool Has)> told)
    {
        var both = told.Count(one => one.Has && one.Score > 0);
        return 2.0 * both / (told.Count(one => one.Has) + told.Count(one => one.Score > 0));
    }

    private static bool Counts((float Score, bool Has) one) => one.Has || one.Score > 0;

    private static double Right((float Score, bool Has) one) => one.Has == one.Score > 0 ? 1 : 0;
}
