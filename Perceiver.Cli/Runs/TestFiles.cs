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
        long step,
        Evaluation evaluation,
        ImageSet set,
        EquatableArray<string> names,
        IReadOnlyList<Baseline> baselines
    )
    {
        var file = EvaluationFile.Of(folder, CheckpointStore.Best, step, "test", evaluation, names, baselines);
        File.WriteAllText(folder.Test, Json.OneLine(file) + "\n");
        PredictionsFile.Write(folder.Predictions, evaluation.Predictions);
        Directory.CreateDirectory(folder.Examples);
        var (best, worst) = ExampleChoice.Of(evaluation.Predictions);
        foreach (var one in best.Concat(worst))
        {
            var image = new DecodedImage(set.Image(one.Index).ToArray(), set.Height, set.Width, set.Channels);
            // Without the library that makes PNG files the run is as good; doctor says that it is missing.
            ImageEncoder.Png(image).IfRight(png => File.WriteAllBytes(Picture(folder, one.Index), png));
        }
    }

    /// <summary>Where the picture of a test example is, if it is among those that are kept.</summary>
    public static string Picture(RunFolder folder, int index) =>
        Path.Combine(folder.Examples, index.ToString("00000", CultureInfo.InvariantCulture) + ".png");
}
