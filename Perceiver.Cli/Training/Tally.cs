using System.Collections.Immutable;

namespace Perceiver.Cli;

/// <summary>Counts examples one by one, in a fixed order, so that sums are the same bits each time.</summary>
/// <param name="classes">Number of classes.</param>
internal sealed class Tally(int classes)
{
    private readonly ImmutableArray<ExamplePrediction>.Builder _predictions =
        ImmutableArray.CreateBuilder<ExamplePrediction>();
    private readonly int[,] _confusion = new int[classes, classes];
    private double _loss;
    private int _right;
    private int _amongFive;

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<float> logits, int label)
    {
        var prediction = ExamplePrediction.Of(Count++, logits, label);
        _predictions.Add(prediction);
        _loss += prediction.Loss;
        var rank = LogitMath.Rank(logits, label);
        _right += rank == 0 ? 1 : 0;
        _amongFive += rank < 5 ? 1 : 0;
        _confusion[label, prediction.Predicted]++;
    }

    public Evaluation Result()
    {
        var rows = Enumerable
            .Range(0, classes)
            .Select(row => Enumerable.Range(0, classes).Select(column => _confusion[row, column]).ToImmutableArray());
        var count = Math.Max(1, Count);
        return new Evaluation(
            new Scores(_loss / count, (double)_right / count, (double)_amongFive / count, Count),
            [.. rows],
            _predictions.ToImmutable()
        );
    }
}
