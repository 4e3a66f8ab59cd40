using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Counts images that were given back. Errors are told as shares of the range from black to white.</summary>
/// <param name="ranges">How far apart black and white are to the model, for each channel.</param>
internal sealed class ImageTally(double[] ranges) : Tally
{
    private double _loss;
    private double _error;

    protected override void Count(ExampleAnswer one)
    {
        var (squares, shares) = (0.0, 0.0);
        for (var i = 0; i < one.Answer.Length; i++)
        {
            double difference = one.Answer[i] - one.Values[i];
            var share = difference / ranges[i % ranges.Length];
            squares += difference * difference;
            shares += share * share;
        }

        _loss += squares / one.Answer.Length;
        _error += shares / one.Answer.Length;
    }

    public override Evaluation Result()
    {
        var count = Math.Max(1, Examples);
        return new Evaluation(new Scores(_loss / count, [.. ErrorFigures.Of(_error / count)], Examples), [], []);
    }
}
