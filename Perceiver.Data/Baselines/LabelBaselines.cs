namespace Perceiver.Data;

/// <summary>Labels told without a look at the image.</summary>
internal static class LabelBaselines
{
    /// <summary>Each label as likely as it is frequent in the training part.</summary>
    public static IReadOnlyList<Baseline> Of(ImageSet train, ImageSet images, int labels)
    {
        var shares = new float[labels];
        for (var i = 0; i < train.Count; i++)
        {
            var own = train.LabelsOf(i, labels);
            for (var label = 0; label < labels; label++)
            {
                shares[label] += own[label] / train.Count;
            }
        }

        // Told to be there where it is more often there than not.
        float[] scores = [.. shares.Select(share => share - 0.5f)];
        var figures = new LabelFigures(labels);
        for (var i = 0; i < images.Count; i++)
        {
            figures.Add(scores, images.LabelsOf(i, labels));
        }

        return [new("label frequencies", [.. figures.Figures])];
    }
}
