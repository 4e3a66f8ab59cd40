using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Answers about files, by the kind of the model's task: the one table.</summary>
internal abstract class Predictor
{
    /// <summary>The predictor of a run's model.</summary>
    /// <param name="opened">The run.</param>
    /// <param name="top">How many guesses are told.</param>
    /// <param name="output">The folder for files that an answer is.</param>
    /// <exception cref="CommandFailure">There is nothing to predict with such a model.</exception>
    public static Predictor Of(OpenedRun opened, int top, string output) =>
        opened.Model.Config.Task switch
        {
            TaskConfig.Classification => new ClassPredictor(opened, top),
            TaskConfig.MaskedLanguageModel => new MaskPredictor(opened, top),
            TaskConfig.Segmentation => new SegmentPredictor(opened, output),
            TaskConfig.Autoencoding when opened.Model.Config.Model.Input is InputConfig.Image =>
                new ReconstructionPredictor(opened, output),
            TaskConfig.CausalLanguageModel => throw new CommandFailure(
                $"'{opened.Model.Name}' goes on with a text rather than to say what is in it: perceiver generate."
            ),
            _ => throw new CommandFailure($"'{opened.Model.Name}' has no answer that could be told about a file."),
        };

    /// <summary>The answer about a file, or why there is none.</summary>
    public abstract LanguageExt.Either<DataError, FilePrediction> Predict(string file);

    /// <summary>Writes a PNG beside the others.</summary>
    protected static LanguageExt.Either<DataError, string> Write(
        string folder,
        string file,
        string what,
        DecodedImage image
    )
    {
        var path = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(file)}.{what}.png");
        return ImageEncoder
            .Png(image)
            .Map(png =>
            {
                try
                {
                    Directory.CreateDirectory(folder);
                    File.WriteAllBytes(path, png);
                    return path;
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    throw new CommandFailure($"{path} cannot be written: {exception.Message}");
                }
            });
    }
}
