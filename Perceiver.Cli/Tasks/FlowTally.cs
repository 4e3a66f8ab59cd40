using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Counts flows.</summary>
internal sealed class FlowTally : Tally
{
    private readonly FlowFigures _figures = new();

    protected override void Count(ExampleAnswer one) => _figures.Add(one.Answer, one.Values);

    public override Evaluation Result() =>
        new(new Scores(_figures.SquaredError, [.. _figures.Figures], Examples), [], []);
}
