using LanguageExt;
using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Writes an image as it comes out of the bottleneck, and says how far it is from what went in.</summary>
internal sealed class ReconstructionPredictor(OpenedRun opened, string output) : Predictor
{
    public override Either<DataError, FilePrediction> Predict(string file) =>
        from set in DataSets.FromFiles(opened.Model.Config, [file])
        from prediction in Predict(file, set)
        select prediction;

    private Either<DataError, FilePrediction> Predict(string file, ImageSet set)
    {
        var config = opened.Model.Config;
        var answers = opened.Evaluator.Answer(opened.Parameters, set, [0]);
        var tally = TaskFigures.Of(config, opened.Statistics).Tally();
        tally.Add(answers[0]);
        var scores = tally.Result().Scores;
        var (error, noise) = (scores.Find(TaskFigures.Mse), scores.Find(TaskFigures.Psnr));
        if (Reassembly.Image(config, opened.Statistics, answers.Values) is not { } image)
        {
            return new DataError($"{file}: the model's patches leave out pixels, so that there is no image to write");
        }

        return Write(output, file, "reconstruction", image)
            .Map(path => new FilePrediction(
                new
                {
                    File = file,
                    Reconstruction = path,
                    Mse = error,
                    Psnr = noise,
                },
                [$"  {FigureText.Of(scores.Figures)}", $"  reconstruction: {path}"]
            ));
    }
}
