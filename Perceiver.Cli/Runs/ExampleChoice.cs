namespace Perceiver.Cli;

/// <summary>Which examples are worth a look, the same wherever it is asked.</summary>
/// <param name="Best">The likeliest of each class, the surest first.</param>
/// <param name="Worst">Those whose class the model held for least likely, the worst first.</param>
internal sealed record ExampleChoice(IReadOnlyList<ExamplePrediction> Best, IReadOnlyList<ExamplePrediction> Worst)
{
    private const int Most = 12;

    /// <summary>At most twelve of each; one of each class is more telling than twelve of the easiest class.</summary>
    public static ExampleChoice Of(IReadOnlyList<ExamplePrediction> predictions) =>
        new(
            [
                .. predictions
                    .Where(one => one.Predicted == one.Label)
                    .GroupBy(one => one.Label)
                    .Select(group => group.MinBy(one => (one.Loss, one.Index))!)
                    .OrderBy(one => one.Loss)
                    .ThenBy(one => one.Index)
                    .Take(Most),
            ],
            [
                .. predictions
                    .Where(one => one.Predicted != one.Label)
                    .OrderByDescending(one => one.Loss)
                    .ThenBy(one => one.Index)
                    .Take(Most),
            ]
        );
}
