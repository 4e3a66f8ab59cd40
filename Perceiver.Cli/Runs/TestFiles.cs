using System.Globalization;
using LanguageExt;
using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Keeps what the best weights said about the test examples: in sum, one by one, and the pictures worth a look.</summary>
internal static class TestFiles
{
    public static void Write(
        RunFolder folder,
        TaskConfig task,
        long step,
        Evaluation evaluation,
        ExampleSet set,
        EquatableArray<string> names,
        IReadOnlyList<Baseline> baselines
    )
    {
        var best = CheckpointStore.Best;
        var file = EvaluationJson.Of(folder, best, step, "test", task, evaluation, names, baselines);
        File.WriteAllText(folder.Test, file + "\n");
        if (evaluation.Predictions.IsEmpty)
        {
            return;
        }

        PredictionsFile.Write(folder.Predictions, evaluation.Predictions);
        Directory.CreateDirectory(folder.Examples);
        var (good, bad) = ExampleChoice.Of(evaluation.Predictions);
        foreach (var one in good.Concat(bad))
        {
            // Without the library that makes PNG files the run is as good; doctor says that it is missing.
            Drawn(set, one.Index)
                .Bind(ImageEncoder.Png)
                .IfRight(png => File.WriteAllBytes(Picture(folder, one.Index), png));
        }
    }

    private static Either<DataError, DecodedImage> Drawn(ExampleSet set, int index) =>
        set switch
        {
            ImageSet images => new DecodedImage(
                images.Image(index).ToArray(),
                images.Height,
                images.Width,
                images.Channels
            ),
            PointSet points => PointDrawing.Of(points.Cloud(index), points.Dimensions),
            _ => new DataError("such examples have no picture"),
        };

    /// <summary>Where the picture of a test example is, if it is among those that are kept.</summary>
    public static string Picture(RunFolder folder, int index) =>
        Path.Combine(folder.Examples, index.ToString("00000", CultureInfo.InvariantCulture) + ".png");
}
