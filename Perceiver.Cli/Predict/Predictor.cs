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
            TaskConfig.Regression { Outputs: 2 }
                when opened.Model.Config.Data.Source is DataSourceConfig.MovingScenes => new FlowPredictor(
                opened,
                output
            ),
            TaskConfig.CausalLanguageModel => throw new CommandFailure(
                $"'{opened.Model.Name}' goes on with a text rather than to say what is in it: perceiver generate."
            ),
            TaskConfig.MultimodalAutoencoding => throw new CommandFailure(
                $"'{opened.Model.Name}' takes several inputs at once, and there is no kind of file that holds them; perceiver "
                    + "eval measures it, and the pictures in its run's examples show what it made of test clips."
            ),
            _ => throw new CommandFailure($"'{opened.Model.Name}' has no answer that could be told about a file."),
        };

    /// <summary>The answer about a file, or why there is none.</summary>
    public abstract LanguageExt.Either<DataError, FilePrediction> Predict(string file);

    /// <summary>The answers about files, in their order, each with the name of what it is about.</summary>
    /// <exception cref="CommandFailure">The model has nothing to say about so many files.</exception>
    public virtual IEnumerable<(string Name, LanguageExt.Either<DataError, FilePrediction> Answer)> Predict(
        IReadOnlyList<string> files
    ) => files.Select(file => (file, Predict(file)));

    /// <summary>Writes a PNG beside the others.</summary>
    protected static LanguageExt.Either<DataError, string> Write(
        string folder,
        string file,
        string what,
        DecodedImage image
    ) => ImageEncoder.Png(image).Map(png => Write(folder, file, $"{what}.png", png));

    /// <summary>Writes a file beside the others.</summary>
    protected static string Write(string folder, string file, string ending, byte[] content)
    {
        var path = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(file)}.{ending}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(path, content);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{path} cannot be written: {exception.Message}");
        }
    }
}
