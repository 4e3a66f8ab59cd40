using System.Collections.Immutable;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>Counts examples of several modalities: their weighted loss, of numbers the error, of classes the share that is right.</summary>
/// <param name="model">Says what is asked, in which order, and how much it weighs.</param>
/// <param name="range">How far apart the least and the greatest of a modality's numbers are.</param>
internal sealed class ModalityTally(ModelConfig model, double range) : Tally
{
    private readonly EquatableArray<ModalityOutputConfig> _parts = ((DecoderConfig.Modalities)model.Decoder).Parts;
    private readonly IReadOnlyList<(string Name, InputConfig? Input)> _asked = ModalityFigures.Asked(model);
    private readonly double[] _errors = new double[((DecoderConfig.Modalities)model.Decoder).Parts.Count];
    private int[,]? _confusion;
    private double _loss;
    private long _right;
    private long _places;

    protected override void Count(ExampleAnswer one)
    {
        var answer = one.Answer;
        var values = one.Values;
        var labels = one.Labels;
        for (var i = 0; i < _parts.Count; i++)
        {
            var (part, count) = (_parts[i], (int)QueryLayout.Of(_parts[i].Queries, model).Count);
            var numbers = answer[..(count * part.Outputs)];
            answer = answer[numbers.Length..];
            if (_asked[i].Input is { } input && ModalityFigures.IsClass(input))
            {
                _loss += part.Weight * Classes(numbers, labels[..count], part.Outputs, input is InputConfig.Label);
                labels = labels[count..];
            }
            else
            {
                var error = Error(numbers, values[..numbers.Length]);
                _errors[i] += error;
                _loss += part.Weight * error;
                values = values[numbers.Length..];
            }
        }
    }

    public override Evaluation Result()
    {
        var count = Math.Max(1, Examples);
        var ratios = Enumerable
            .Range(0, _parts.Count)
            .Select(i => (Name: ModalityFigures.Psnr(model, i), Error: _errors[i] / count / (range * range)))
            .Where(one => one.Name is not null)
            .Select(one => new Figure(
                one.Name!,
                ErrorFigures.Of(one.Error).Single(figure => figure.Name == TaskFigures.Psnr).Value
            ));
        return new Evaluation(
            new Scores(
                _loss / count,
                ModalityFigures.Names(model).Contains(TaskFigures.Accuracy)
                    ? [new Figure(TaskFigures.Accuracy, (double)_right / Math.Max(1, _places)), .. ratios]
                    : [.. ratios],
                Examples
            ),
            _confusion is null ? [] : ClassTally.Rows(_confusion),
            ImmutableArray<ExamplePrediction>.Empty
        );
    }

    private static double Error(ReadOnlySpan<float> answer, ReadOnlySpan<float> wanted)
    {
        var squares = 0.0;
        for (var i = 0; i < answer.Length; i++)
        {
            double difference = answer[i] - wanted[i];
            squares += difference * difference;
        }

        return squares / Math.Max(1, answer.Length);
    }

    // Which labels are taken for which is told of labels alone: there are too many tokens.
    private double Classes(ReadOnlySpan<float> scores, ReadOnlySpan<long> labels, int classes, bool told)
    {
        var (loss, asked) = (0.0, 0);
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] == TokenTargets.Unasked)
            {
                continue;
            }

            var row = scores.Slice(i * classes, classes);
            var likeliest = LogitMath.Likeliest(row);
            loss += LogitMath.Loss(row, (int)labels[i]);
            _right += likeliest == labels[i] ? 1 : 0;
            asked++;
            if (told)
            {
                _confusion ??= new int[classes, classes];
                _confusion[labels[i], likeliest]++;
            }
        }

        _places += asked;
        return loss / Math.Max(1, asked);
    }
}
