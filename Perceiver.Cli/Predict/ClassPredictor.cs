using LanguageExt;
using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Says what images show, or what points are the surface of.</summary>
internal sealed class ClassPredictor(OpenedRun opened, int top) : Predictor
{
    public override Either<DataError, FilePrediction> Predict(string file)
    {
        var config = opened.Model.Config;
        return config.Model.Input is InputConfig.Points
            ? DataSets.FromPointFile(config, file).Map(set => Predict(file, set))
            : DataSets.FromFiles(config, [file]).Map(set => Predict(file, set));
    }

    private FilePrediction Predict(string file, ExampleSet set)
    {
        // Which labels a file has is what is asked, so that it has no targets.
        var blank = set is ImageSet images
            ? images with
            {
                PixelClasses = new byte[images.Height * images.Width],
            }
            : set;
        var logits = opened.Evaluator.Answer(opened.Parameters, blank, [0]).Values;
        var best = opened.Model.Config.Task is TaskConfig.Classification { MultiLabel: true }
            ? LabelProbability.All(logits, label => opened.ClassNames[label])
            : LabelProbability.Best(logits, label => opened.ClassNames[label], top);
        return new(
            new { File = file, Predictions = best },
            [.. best.Select(guess => $"  {Numbers.Percent(guess.Probability), 9}  {guess.Label}")]
        );
    }
}
