using System.Text.Json.Serialization;
using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>How well a model does on a set of examples. In JSON the figures stand beside the loss, under their names.</summary>
/// <param name="Loss">Mean loss: of labels and tokens the cross-entropy in nats, of numbers the squared error.</param>
/// <param name="Figures">What else the task is judged by.</param>
/// <param name="Examples">How many examples there were.</param>
[JsonConverter(typeof(ScoresConverter))]
public sealed record Scores(double Loss, EquatableArray<Figure> Figures, int Examples)
{
    /// <summary>Share whose likeliest class is right, in 0..1; 0 where the task has no such figure.</summary>
    [JsonIgnore]
    public double Top1 => Find(TaskFigures.Top1) ?? 0;

    /// <summary>Share whose class is among the five likeliest, in 0..1; 0 where the task has no such figure.</summary>
    [JsonIgnore]
    public double Top5 => Find(TaskFigures.Top5) ?? 0;

    /// <summary>
    /// The share that is right: of a classifier top-1 (of several labels the mean average precision), of a language model that
    /// of the tokens; null where numbers are asked.
    /// </summary>
    [JsonIgnore]
    public double? Share =>
        Find(TaskFigures.Top1)
        ?? Find(TaskFigures.Accuracy)
        ?? Find(TaskFigures.PixelAccuracy)
        ?? Find(TaskFigures.Map);

    /// <summary>The figure of this name, or null.</summary>
    public double? Find(string name) => Figures.FirstOrDefault(figure => figure.Name == name)?.Value;
}
