using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Counts answers that are numbers.</summary>
internal sealed class NumberTally : Tally
{
    private double _loss;

    protected override void Count(ExampleAnswer one)
    {
        var squares = 0.0;
        for (var i = 0; i < one.Answer.Length; i++)
        {
            double difference = one.Answer[i] - one.Values[i];
            squares += difference * difference;
        }

        _loss += squares / one.Answer.Length;
    }

    public override Evaluation Result()
    {
        var loss = _loss / Math.Max(1, Examples);
        return new Evaluation(new Scores(loss, [new Figure(TaskFigures.Mse, loss)], Examples), [], []);
    }
}
