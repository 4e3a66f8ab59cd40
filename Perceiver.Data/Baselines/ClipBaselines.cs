using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>Clips given back without having been looked at.</summary>
internal static class ClipBaselines
{
    /// <summary>The mean film, the mean sound and the most frequent label of the training part.</summary>
    /// <param name="model">Says which of them are asked, and what they are called.</param>
    /// <param name="train">What is learned from.</param>
    /// <param name="clips">What is judged.</param>
    public static IReadOnlyList<Baseline> Of(ModelConfig model, ClipSet train, ClipSet clips)
    {
        var (figures, asked) = (new List<Figure>(), ModalityFigures.Asked(model));
        if (ModalityFigures.Names(model).Contains(ModalityFigures.Accuracy))
        {
            var classes = Config.Generated.ClipClasses.Count;
            var frequent = SimpleBaselines.MostFrequent(train.Labels, clips.Labels, classes);
            figures.Add(new(ModalityFigures.Accuracy, frequent.Figures[0].Value));
        }

        for (var i = 0; i < asked.Count; i++)
        {
            if (ModalityFigures.Psnr(model, i) is not { } name)
            {
                continue;
            }

            Func<ClipSet, int, double[]> numbers = asked[i].Input is InputConfig.Video ? Film : Sound;
            var error = Error(train, clips, numbers);
            figures.Add(new(name, ErrorFigures.Of(error).Single(figure => figure.Name == "psnr").Value));
        }

        return [new("the mean clip, the most frequent label", [.. figures])];
    }

    // As shares of the range from black to white, and from the lowest to the highest.
    private static double[] Film(ClipSet set, int clip) =>
        [.. set.FilmOf(clip).ToArray().Select(pixel => pixel / 255.0)];

    private static double[] Sound(ClipSet set, int clip) =>
        [.. set.SoundOf(clip).ToArray().Select(sample => sample / ClipBatches.Range)];

    private static double Error(ClipSet train, ClipSet clips, Func<ClipSet, int, double[]> numbers)
    {
        var mean = new double[numbers(train, 0).Length];
        for (var i = 0; i < train.Count; i++)
        {
            var own = numbers(train, i);
            for (var place = 0; place < mean.Length; place++)
            {
                mean[place] += own[place] / train.Count;
            }
        }

        var error = 0.0;
        for (var i = 0; i < clips.Count; i++)
        {
            var wanted = numbers(clips, i);
            for (var place = 0; place < mean.Length; place++)
            {
                error += Math.Pow(wanted[place] - mean[place], 2);
            }
        }

        return error / Math.Max(1, (long)clips.Count * mean.Length);
    }
}
