using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Counts examples with any number of labels.</summary>
/// <param name="labels">How many labels there are.</param>
internal sealed class LabelTally(int labels) : Tally
{
    private readonly LabelFigures _figures = new(labels);
    private double _loss;

    protected override void Count(ExampleAnswer one)
    {
        _figures.Add(one.Answer, one.Values);
        for (var i = 0; i < labels; i++)
        {
            _loss += LogitMath.LabelLoss(one.Answer[i], one.Values[i]) / labels;
        }
    }

    public override Evaluation Result() =>
        new(new Scores(_loss / Math.Max(1, Examples), [.. _figures.Figures], Examples), [], []);
}
