using System.Collections.Immutable;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Counts classified examples.</summary>
/// <param name="classes">Number of classes.</param>
internal sealed class ClassTally(int classes) : Tally
{
    private readonly ImmutableArray<ExamplePrediction>.Builder _predictions =
        ImmutableArray.CreateBuilder<ExamplePrediction>();
    private readonly int[,] _confusion = new int[classes, classes];
    private double _loss;
    private int _right;
    private int _amongFive;

    protected override void Count(ExampleAnswer one)
    {
        var logits = one.Answer;
        var label = (int)one.Labels[0];
        var prediction = ExamplePrediction.Of(_predictions.Count, logits, label);
        _predictions.Add(prediction);
        _loss += prediction.Loss;
        var rank = LogitMath.Rank(logits, label);
        _right += rank == 0 ? 1 : 0;
        _amongFive += rank < 5 ? 1 : 0;
        _confusion[label, prediction.Predicted]++;
    }

    public override Evaluation Result()
    {
        var count = Math.Max(1, Examples);
        return new Evaluation(
            new Scores(
                _loss / count,
                [
                    new Figure(TaskFigures.Top1, (double)_right / count),
                    new Figure(TaskFigures.Top5, (double)_amongFive / count),
                ],
                Examples
            ),
            Rows(_confusion),
            _predictions.ToImmutable()
        );
    }

    /// <summary>A table as rows.</summary>
    public static ImmutableArray<ImmutableArray<int>> Rows(int[,] table) =>
        [
            .. Enumerable
                .Range(0, table.GetLength(0))
                .Select(row =>
                    Enumerable.Range(0, table.GetLength(1)).Select(column => table[row, column]).ToImmutableArray()
                ),
        ];
}
