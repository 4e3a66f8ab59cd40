using System.Text.Json.Serialization;

namespace Perceiver.Cli;

/// <summary>Figures of training examples. Of the shares that one is written that the task has.</summary>
/// <param name="Loss">Mean loss.</param>
/// <param name="Top1">Share of the examples that was right.</param>
/// <param name="Accuracy">Share of the tokens that was right.</param>
/// <param name="PixelAccuracy">Share of the pixels that was right.</param>
public sealed record TrainFigures(
    double Loss,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Top1 = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Accuracy = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? PixelAccuracy = null
)
{
    internal TrainFigures(double loss, string? name, double? share)
        : this(
            loss,
            name == TaskFigures.Top1 ? share : null,
            name == TaskFigures.Accuracy ? share : null,
            name == TaskFigures.PixelAccuracy ? share : null
        ) { }
}
