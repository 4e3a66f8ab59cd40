using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>Counts the classes of elements, such as pixels.</summary>
/// <param name="classes">Number of classes.</param>
internal sealed class DenseTally(int classes) : Tally
{
    private readonly int[,] _confusion = new int[classes, classes];
    private double _loss;
    private long _asked;

    protected override void Count(ExampleAnswer one)
    {
        for (var i = 0; i < one.Labels.Length; i++)
        {
            if (one.Labels[i] == TokenTargets.Unasked)
            {
                continue;
            }

            var scores = one.Answer.Slice(i * classes, classes);
            var label = (int)one.Labels[i];
            _loss += LogitMath.Loss(scores, label);
            _confusion[label, LogitMath.Likeliest(scores)]++;
            _asked++;
        }
    }

    public override Evaluation Result() =>
        new(
            new Scores(_loss / Math.Max(1, _asked), [.. PixelFigures.Of(_confusion)], Examples),
            ClassTally.Rows(_confusion),
            []
        );
}
