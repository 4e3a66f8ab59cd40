using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary>How well a model does on one class.</summary>
/// <param name="Label">The class's name.</param>
/// <param name="Examples">How many there are of it.</param>
/// <param name="Recall">Share of them that were recognised; 0 where there are none.</param>
/// <param name="Precision">Share of those called so that are; 0 where none was.</param>
/// <param name="F1">Harmonic mean of both; 0 where both are.</param>
public sealed record ClassScores(string Label, int Examples, double Recall, double Precision, double F1)
{
    /// <summary>One row per class, in label order.</summary>
    public static IReadOnlyList<ClassScores> Of(Evaluation evaluation, EquatableArray<string> names)
    {
        var confusion = evaluation.Confusion;
        return
        [
            .. names.Select(
                (name, index) =>
                {
                    var examples = confusion[index].Sum();
                    var called = confusion.Sum(row => row[index]);
                    var right = (double)confusion[index][index];
                    return new ClassScores(
                        name,
                        examples,
                        right / Math.Max(1, examples),
                        right / Math.Max(1, called),
                        2 * right / Math.Max(1, examples + called)
                    );
                }
            ),
        ];
    }
}
