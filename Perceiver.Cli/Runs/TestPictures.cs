using LanguageExt;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>
/// The first test images of a task that answers with images, each beside what is wanted and what the best weights made of it.
/// </summary>
internal static class TestPictures
{
    private const int Most = 8;
    private const int LeastSide = 96;
    private const int Gap = 6;

    // Colours that are told apart in grey, too; classes beyond them begin anew.
    private static readonly byte[][] Palette =
    [
        [24, 26, 32],
        [230, 120, 30],
        [60, 140, 240],
        [120, 200, 90],
        [245, 215, 80],
        [190, 90, 200],
        [90, 210, 210],
        [240, 240, 240],
    ];

    /// <summary>Writes them, as far as the task has any.</summary>
    public static void Write(TrainingJob job, Evaluator evaluator, PerceiverParameters weights)
    {
        if (job.Data.Test is ClipSet clips)
        {
            ClipPictures.Write(job, clips, evaluator, weights);
            return;
        }

        var set = job.Data.Test;
        if (set is not (ImageSet or VideoSet) || job.Model.Config.Task is TaskConfig.Classification)
        {
            return;
        }

        Directory.CreateDirectory(job.Folder.Examples);
        for (var i = 0; i < Math.Min(Most, set.Count); i++)
        {
            var answers = evaluator.Answer(weights, set, [i]);
            var row = set switch
            {
                VideoSet videos => Flow(videos, i, answers),
                ImageSet images => Beside(
                    job,
                    new DecodedImage(images.Image(i).ToArray(), images.Height, images.Width, images.Channels),
                    answers
                ),
                _ => null,
            };
            if (row is { } parts)
            {
                // Without the library that makes PNG files the run is as good; doctor says that it is missing.
                ImageEncoder.Png(Row(parts)).IfRight(png => File.WriteAllBytes(TestFiles.Picture(job.Folder, i), png));
            }
        }
    }

    private static DecodedImage[]? Beside(TrainingJob job, DecodedImage image, Answers answers)
    {
        if (job.Model.Config.Task is TaskConfig.Segmentation { Classes: var classes })
        {
            return
            [
                image,
                Mask(answers.Labels.Length, p => (int)answers.Labels[p], image),
                Mask(
                    answers.Labels.Length,
                    p => LogitMath.Likeliest(answers.Values.AsSpan(p * classes, classes)),
                    image
                ),
            ];
        }

        return Reassembly.Image(job.Model.Config, job.Statistics, answers.Values) is { } answer
            ? [image, answer]
            : null;
    }

    // Both flows in the same colours, so that they can be compared.
    private static DecodedImage[] Flow(VideoSet videos, int index, Answers answers)
    {
        var most = FlowDrawing.Farthest(answers.Wanted);
        return
        [
            videos.Frame(index, 0),
            videos.Frame(index, 1),
            FlowDrawing.Of(answers.Wanted, videos.Height, videos.Width, most),
            FlowDrawing.Of(answers.Values, videos.Height, videos.Width, most),
        ];
    }

    private static DecodedImage Mask(int pixels, Func<int, int> label, DecodedImage like)
    {
        var colours = new byte[pixels * 3];
        for (var p = 0; p < pixels; p++)
        {
            var asked = label(p);
            Palette[Math.Max(0, asked) % Palette.Length].CopyTo(colours.AsSpan(p * 3));
        }

        return new DecodedImage(colours, like.Height, like.Width, 3);
    }

    // Side by side, enlarged pixel by pixel.
    private static DecodedImage Row(DecodedImage[] parts)
    {
        var scale = Math.Max(1, LeastSide / Math.Max(1, parts[0].Height));
        var (height, each) = (parts[0].Height * scale, parts[0].Width * scale);
        var width = (parts.Length * (each + Gap)) - Gap;
        var pixels = new byte[height * width * 3];
        pixels.AsSpan().Fill(255);
        for (var at = 0; at < height * each * parts.Length; at++)
        {
            var (part, y, x) = (at / (height * each), at / each % height, at % each);
            var source = parts[part];
            var from = (((y / scale) * source.Width) + (x / scale)) * source.Channels;
            for (var c = 0; c < 3; c++)
            {
                var to = (((y * width) + (part * (each + Gap)) + x) * 3) + c;
                pixels[to] = source.Pixels.Span[from + (source.Channels == 3 ? c : 0)];
            }
        }

        return new DecodedImage(pixels, height, width, 3);
    }
}
