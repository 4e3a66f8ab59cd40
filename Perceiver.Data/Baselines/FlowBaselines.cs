namespace Perceiver.Data;

/// <summary>Flows that are told without a look at the frames.</summary>
internal static class FlowBaselines
{
    /// <summary>That nothing moves, and that everything moves as the training part's pixels do in the mean.</summary>
    public static IReadOnlyList<Baseline> Of(VideoSet train, VideoSet videos)
    {
        var (right, down) = (0.0, 0.0);
        var flows = train.Wanted.Span;
        for (var i = 0; i < flows.Length; i += 2)
        {
            (right, down) = (right + flows[i], down + flows[i + 1]);
        }

        var pixels = Math.Max(1, flows.Length / 2);
        return
        [
            Judge("no motion", 0, 0, videos),
            Judge("the mean motion", (float)(right / pixels), (float)(down / pixels), videos),
        ];
    }

    private static Baseline Judge(string name, float right, float down, VideoSet videos)
    {
        var guess = new float[videos.WantedSize];
        for (var i = 0; i < guess.Length; i++)
        {
            guess[i] = i % 2 == 0 ? right : down;
        }

        var figures = new FlowFigures();
        for (var i = 0; i < videos.Count; i++)
        {
            figures.Add(guess, videos.WantedOf(i));
        }

        return new(name, [.. figures.Figures]);
    }
}
