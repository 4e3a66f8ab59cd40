using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>Counts the tokens that were asked for.</summary>
/// <param name="vocabulary">How many tokens there are.</param>
internal sealed class TokenTally(int vocabulary) : Tally
{
    private double _loss;
    private long _right;
    private long _asked;

    protected override void Count(ExampleAnswer one)
    {
        for (var i = 0; i < one.Labels.Length; i++)
        {
            if (one.Labels[i] == TokenTargets.Unasked)
            {
                continue;
            }

            var scores = one.Answer.Slice(i * vocabulary, vocabulary);
            var token = (int)one.Labels[i];
            _loss += LogitMath.Loss(scores, token);
            _right += LogitMath.Likeliest(scores) == token ? 1 : 0;
            _asked++;
        }
    }

    public override Evaluation Result()
    {
        var loss = _loss / Math.Max(1, _asked);
        return new Evaluation(
            new Scores(
                loss,
                [
                    new Figure(TaskFigures.Accuracy, (double)_right / Math.Max(1, _asked)),
                    new Figure(TaskFigures.BitsPerByte, loss / Math.Log(2)),
                    new Figure(TaskFigures.Perplexity, Math.Exp(loss)),
                ],
                Examples
            ),
            [],
            []
        );
    }
}
