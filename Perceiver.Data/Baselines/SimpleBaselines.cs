using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>Baselines that are learned from the training part by counting, and judged on another part as a model is.</summary>
public static class SimpleBaselines
{
    /// <summary>Those that fit the kind of data and the task; none where the images' size is not the model's.</summary>
    /// <param name="config">Input and task.</param>
    /// <param name="data">The data; only its training part is learned from.</param>
    /// <param name="set">What is judged.</param>
    public static IReadOnlyList<Baseline> Of(PerceiverConfig config, DataSplits data, ExampleSet set) =>
        (data.Train, set, config.Task) switch
        {
            (TextSet train, TextSet text, TaskConfig.MaskedLanguageModel) => MaskBaselines.Of(config, train, text),
            (TextSet train, TextSet text, not TaskConfig.Autoencoding) => TextBaselines.Of(train, text),
            (ClipSet train, ClipSet clips, _) => ClipBaselines.Of(config.Model, train, clips),
            (PointSet train, PointSet points, _) => PointBaselines.Of(train, points, data.ClassNames.Count),
            (ImageSet train, ImageSet images, TaskConfig.Classification { MultiLabel: true, Classes: var labels }) =>
                LabelBaselines.Of(train, images, labels),
            (ImageSet train, ImageSet images, TaskConfig.Classification) =>
            [
                MostFrequent(train.Labels, images.Labels, data.ClassNames.Count),
            ],
            (ImageSet train, ImageSet images, TaskConfig.Segmentation) =>
            [
                MostFrequentPixel(train, images, data.ClassNames.Count),
            ],
            (ImageSet train, ImageSet images, TaskConfig.Autoencoding)
                when config.Model.Input is InputConfig.Image input
                    && (input.Height, input.Width) == (train.Height, train.Width) => ImageBaselines.Of(train, images),
            (VideoSet train, VideoSet videos, TaskConfig.Regression) => FlowBaselines.Of(train, videos),
            _ => [],
        };

    /// <summary>Always the class that is most frequent in training.</summary>
    internal static Baseline MostFrequent(IReadOnlyList<int> train, IReadOnlyList<int> labels, int classes)
    {
        var counts = new int[classes];
        foreach (var label in train)
        {
            counts[label]++;
        }

        var guess = Array.IndexOf(counts, counts.Max());
        var right = labels.Count(label => label == guess) / (double)Math.Max(1, labels.Count);
        return new("the most frequent class", [new Figure("top1", right)]);
    }

    private static Baseline MostFrequentPixel(ImageSet train, ImageSet images, int classes)
    {
        var counts = new long[classes];
        foreach (var label in train.PixelClasses.Span)
        {
            counts[label]++;
        }

        var guess = Array.IndexOf(counts, counts.Max());
        var confusion = new int[classes, classes];
        foreach (var label in images.PixelClasses.Span)
        {
            confusion[label, guess]++;
        }

        return new("the most frequent class", PixelFigures.Of(confusion).ToEquatableArray());
    }
}
