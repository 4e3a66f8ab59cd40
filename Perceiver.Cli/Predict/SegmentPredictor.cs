using LanguageExt;
using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Writes the class of each pixel as a picture: one grey level for each class, black for the first.</summary>
internal sealed class SegmentPredictor(OpenedRun opened, string output) : Predictor
{
    public override Either<DataError, FilePrediction> Predict(string file) =>
        from set in DataSets.FromFiles(opened.Model.Config, [file])
        from prediction in Predict(file, set)
        select prediction;

    private Either<DataError, FilePrediction> Predict(string file, ImageSet set)
    {
        var classes = ((TaskConfig.Segmentation)opened.Model.Config.Task).Classes;
        var blank = set with { PixelClasses = new byte[set.Height * set.Width] };
        var scores = opened.Evaluator.Answer(opened.Parameters, blank, [0]).Values;
        var counts = new int[classes];
        var levels = new byte[set.Height * set.Width];
        for (var p = 0; p < levels.Length; p++)
        {
            var label = LogitMath.Likeliest(scores.AsSpan(p * classes, classes));
            counts[label]++;
            levels[p] = (byte)(label * 255 / (classes - 1));
        }

        var shares = counts
            .Select((count, label) => new { Label = opened.ClassNames[label], Share = count / (double)levels.Length })
            .Where(one => one.Share > 0)
            .OrderByDescending(one => one.Share)
            .ToArray();
        return Write(output, file, "mask", new DecodedImage(levels, set.Height, set.Width, 1))
            .Map(path => new FilePrediction(
                new
                {
                    File = file,
                    Mask = path,
                    Classes = shares,
                },
                [.. shares.Select(one => $"  {Numbers.Percent(one.Share), 9}  {one.Label}"), $"  mask: {path}"]
            ));
    }
}
