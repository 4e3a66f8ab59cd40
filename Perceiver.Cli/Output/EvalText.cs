using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary>Evaluations as text.</summary>
internal static class EvalText
{
    private const int WidestConfusion = 20;

    public static string OneLine(Scores scores) =>
        $"{FigureText.Of(scores.Figures)}, loss {Numbers.Loss(scores.Loss)} "
        + $"on {Numbers.Count(scores.Examples)} examples";

    public static void Write(TextWriter output, Evaluation evaluation, EquatableArray<string> names)
    {
        if (evaluation.Confusion.IsEmpty)
        {
            return;
        }

        var classes = ClassScores.Of(evaluation, names);
        output.WriteLine();
        TextTable.Write(
            output,
            ["class", "examples", "recall", "precision", "F1"],
            [
                .. classes.Select(row =>
                    (string[])
                        [
                            row.Label,
                            Numbers.Count(row.Examples),
                            Numbers.Percent(row.Recall),
                            Numbers.Percent(row.Precision),
                            Numbers.Percent(row.F1),
                        ]
                ),
            ],
            1,
            2,
            3,
            4
        );
        output.WriteLine();
        if (names.Count > WidestConfusion)
        {
            output.WriteLine($"The confusion matrix of {names.Count} classes is in --json.");
            return;
        }

        output.WriteLine("confusion: row = true class, column = predicted");
        TextTable.Write(
            output,
            [
                "",
                .. Enumerable
                    .Range(0, names.Count)
                    .Select(index => index.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ],
            [
                .. evaluation.Confusion.Select(
                    (row, index) => (string[])[$"{index} {names[index]}", .. row.Select(count => Numbers.Count(count))]
                ),
            ],
            [.. Enumerable.Range(1, names.Count)]
        );
    }
}
