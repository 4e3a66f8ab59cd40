using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Scenes that move: the flow is where pixels go, and a function of the key.</summary>
public sealed class MovingSceneTests
{
    private const int Height = 20;
    private const int Width = 26;

    private static readonly DataSourceConfig.MovingScenes Still = new(9, 1, 3, 3, 0, 0);

    [Property(MaxTest = 20)]
    public void ASceneDependsOnItsKeyAndNumberAlone(int seed)
    {
        var (image, source) = (new ImageShape(9, 7, 3), Still with { Noise = 0.02 });
        var key = RngKey.FromSeed(seed);
        var (few, many) = (MovingScene.Set(key, 3, image, source), MovingScene.Set(key, 8, image, source));
        Assert.Equal((3, 8, 2 * 9 * 7 * 3, 9 * 7 * 2), (few.Count, many.Count, few.VideoSize, few.WantedSize));
        Assert.Equal(few.Pixels.ToArray(), many.Pixels.ToArray()[..few.Pixels.Length]);
        Assert.Equal(few.Wanted.ToArray(), many.Wanted.ToArray()[..few.Wanted.Length]);
        Assert.NotEqual(few.Pixels.ToArray(), MovingScene.Set(key.Fold(1), 3, image, source).Pixels.ToArray());
        Assert.All(many.Wanted.ToArray(), way => Assert.InRange(way, -3, 3));
        Assert.True(many.Wanted.ToArray().Distinct().Count() > 16, "a background and more move in each scene");
    }

    /// <summary>Between pixels, too; and of a flow that is a little wrong it is not so.</summary>
    [Property(MaxTest = 40)]
    public void APointLooksInTheSecondFrameAsInTheFirstWhereTheFlowSaysUnlessSomethingHidesIt(int seed)
    {
        var scene = MovingScene.Draw(RngKey.FromSeed(seed), new ImageShape(Height, Width, 3), Still);
        var stream = new RandomStream(RngKey.FromSeed(seed).Fold("points"));
        var (seen, wrong) = (0, 0.0);
        for (var i = 0; i < 200; i++)
        {
            var (x, y) = (stream.Uniform(0, Width), stream.Uniform(0, Height));
            var layer = scene.Seen(0, x, y);
            var (right, down) = (x + layer.Right, y + layer.Down);
            if (scene.Seen(1, right, down) != layer)
            {
                continue;
            }

            seen++;
            for (var c = 0; c < 3; c++)
            {
                var before = layer.At(0, x, y, c);
                Assert.InRange(before, 0, 1);
                Assert.Equal(before, layer.At(1, right, down, c), 1e-9);
                wrong = Math.Max(wrong, Math.Abs(before - layer.At(1, right + 1, down - 0.5, c)));
            }
        }

        Assert.True(seen > 10, $"{seen} points were seen in both frames");
        Assert.True(wrong > 0.01, $"a wrong flow differs by {wrong} only");
    }

    /// <summary>As far as a straight line between two pixels goes astray; of the flow backwards it is not so.</summary>
    [Property(MaxTest = 20)]
    public void TheSecondFrameFetchedBackAlongTheFlowIsTheFirst(int seed)
    {
        // A wave of six pixels bends no more than this between two pixels; then both frames are rounded.
        var most = (255 * 0.25 * Math.Pow(2 * Math.PI / 6, 2) / 8) + 1;
        var image = new ImageShape(Height, Width, 3);
        var key = RngKey.FromSeed(seed);
        var set = MovingScene.Set(key, 5, image, Still);
        var (right, wrong) = (0.0, 0.0);
        for (var i = 0; i < set.Count; i++)
        {
            var scene = MovingScene.Draw(key.Fold(i).Fold("scene"), image, Still);
            right = Math.Max(right, Fetched(set, i, scene, 1));
            wrong = Math.Max(wrong, Fetched(set, i, scene, -1));
        }

        Assert.InRange(right, 0, most);
        Assert.True(wrong > most, $"backwards the difference is {wrong} only");
    }

    [Fact]
    public void An_end_point_error_is_a_distance_and_its_mean_is_over_pixels()
    {
        var figures = new FlowFigures();
        figures.Add([3, 4, 1, 1], [0, 0, 1, 1]);
        figures.Add([0, -1], [0, 0.5f]);
        Assert.Equal([new("epe", 6.5 / 3), new Figure("mse", (9 + 16 + 2.25) / 6)], figures.Figures);
        Assert.Equal(27.25 / 6, figures.SquaredError);
        Assert.Equal(0, new FlowFigures().SquaredError);
    }

    [Fact]
    public void What_is_known_without_a_look_is_that_nothing_moves_or_all_as_usual()
    {
        var train = Flows(1, 0, 3, 4);
        var test = Flows(2, 2, 2, 3);
        var baselines = FlowBaselines.Of(train, test);
        Assert.Equal(["no motion", "the mean motion"], baselines.Select(one => one.Name));
        Assert.Equal((Math.Sqrt(8) + Math.Sqrt(13)) / 2, baselines[0].Figures[0].Value, 1e-12);
        Assert.Equal(0.5, baselines[1].Figures[0].Value, 1e-12);
        Assert.Equal(0.25, baselines[1].Figures[1].Value, 1e-12);
    }

    [Fact]
    public void A_batch_has_normalised_frames_and_a_flow_for_each_query()
    {
        using var scope = NewDisposeScope();
        var config = ConfigCompiler.Compile(Text).Config!;
        var data = DataSets
            .Load(config, new DataLocation())
            .Match(Right: splits => splits, Left: error => throw new Xunit.Sdk.XunitException(error.Message));
        Assert.Equal((36, 4, 16), (data.Train.Count, data.Validation.Count, data.Test.Count));
        Assert.Empty(data.ClassNames);
        var (train, statistics) = ((VideoSet)data.Train, PixelStatistics.Of(data.Train));
        Assert.Equal(3, statistics.Mean.Count);
        Assert.NotEqual(train.Video(0).ToArray(), ((VideoSet)data.Test).Video(0).ToArray());

        var batch = Batches.Of(config, statistics, train, [5, 0, 5], RngKey.FromSeed(1));
        var frames = ((VideoBatch)batch.Inputs).Frames;
        var flow = ((ValueTargets)batch.Wanted).Values;
        Assert.Equal([3, 2, 6, 8, 3], frames.shape);
        Assert.Equal([3, 48, 2], flow.shape);
        Assert.Equal(train.WantedOf(5).ToArray(), flow[2].data<float>().ToArray());
        var expected = train
            .Video(5)
            .ToArray()
            .Select((value, i) => (value - (float)statistics.Mean[i % 3]) / (float)statistics.Deviation[i % 3]);
        Assert.Equal(expected, frames[0].contiguous().data<float>().ToArray());
        Assert.Throws<ArgumentException>(() =>
            VideoBatches.Inputs(config, statistics, train with { Height = 8, Width = 6 }, [0])
        );
    }

    [Fact]
    public void The_file_of_a_flow_is_that_of_the_field()
    {
        var file = FlowFile.Write([1, -2, 0.5f, 0], 1, 2);
        Assert.Equal("PIEH"u8.ToArray(), file[..4]);
        Assert.Equal([2, 0, 0, 0, 1, 0, 0, 0], file[4..12]);
        Assert.Equal([1, -2, 0.5f, 0], Enumerable.Range(0, 4).Select(i => BitConverter.ToSingle(file, 12 + (4 * i))));
    }

    [Theory]
    [InlineData("outputs: 2", "outputs: 3", "PCV246", "3", "to the right and down")]
    [InlineData("frames: 2, height", "frames: 4, height", "PCV245", "4", "videos of 4 frames and 3 channels")]
    [InlineData("channels: 3", "channels: 1", "PCV245", "1", "videos of 2 frames and 1 channels")]
    [InlineData("{ kind: queries, queries: inputs }", "mean_pool", "PCV224", "mean_pool", "queries would")]
    [InlineData("queries: inputs", "queries: { kind: learned, count: 9, width: 4 }", "PCV225", "9", "asks for 48")]
    public void What_moving_scenes_cannot_give_is_said_where_it_is_asked(
        string before,
        string after,
        string rule,
        string place,
        string words
    )
    {
        Assert.Empty(ConfigCompiler.Compile(Text).Findings);
        var text = Text.Replace(before, after, StringComparison.Ordinal);
        var finding = Assert.Single(ConfigCompiler.Compile(text).Findings, one => one.Rule.Id == rule);
        Assert.Equal(place, text.Substring(finding.Span.Start, finding.Span.Length));
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
        Assert.Contains("moving_scenes", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ kind: regression, outputs: 2 }", "{ kind: segmentation, classes: 2 }", "PCV246")]
    [InlineData("kind: video, frames: 2,", "kind: image,", "PCV245")]
    public void Moving_scenes_are_for_no_other_task_and_no_other_input(string before, string after, string rule) =>
        Assert.Contains(
            ConfigCompiler.Compile(Text.Replace(before, after, StringComparison.Ordinal)).Findings,
            one => one.Rule.Id == rule
        );

    private const string Text = """
        model:
          input: { kind: video, frames: 2, height: 6, width: 8, channels: 3 }
          preprocessor: { kind: patches, size: 3, stride: 1, padding: 1, frames: 2, width: 8 }
          positions: { kind: fourier, bands: 2, max_resolution: [6, 8] }
          latents: { count: 4, width: 8 }
          encoder: { blocks: 1 }
          decoder: { kind: queries, queries: inputs }
        task: { kind: regression, outputs: 2 }
        data: { source: { kind: moving_scenes, train: 40, test: 16 }, split: { validation: 0.1 } }
        training: { epochs: 1 }
        """;

    // One video of one row of pixels with this flow.
    private static VideoSet Flows(params float[] flow) => new(new byte[flow.Length], 2, 1, flow.Length / 2, 1, flow, 2);

    // The largest difference between the first frame and the second fetched back along so many times the flow, over pixels
    // whose thing is seen at all four pixels around the place where it goes.
    private static double Fetched(VideoSet set, int index, MovingScene scene, int sign)
    {
        var (video, flow, largest) = (set.Video(index).ToArray(), set.WantedOf(index).ToArray(), 0.0);
        for (var p = 0; p < Height * Width; p++)
        {
            var layer = scene.Seen(0, (p % Width) + 0.5, (p / Width) + 0.5);
            var (x, y) = ((p % Width) + (sign * (double)flow[2 * p]), (p / Width) + (sign * (double)flow[(2 * p) + 1]));
            var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
            if (left < 0 || top < 0 || left + 1 >= Width || top + 1 >= Height || !IsAround(left, top))
            {
                continue;
            }

            for (var c = 0; c < 3; c++)
            {
                var fetched = Line(
                    Line(At(left, top), At(left + 1, top), x - left),
                    Line(At(left, top + 1), At(left + 1, top + 1), x - left),
                    y - top
                );
                largest = Math.Max(largest, Math.Abs(fetched - video[(p * 3) + c]));

                double At(int column, int row) => video[((((Height + row) * Width) + column) * 3) + c];
            }

            bool IsAround(int column, int row) =>
                Enumerable.Range(0, 4).All(i => scene.Seen(1, column + (i % 2) + 0.5, row + (i / 2) + 0.5) == layer);
        }

        return largest;

        static double Line(double from, double to, double share) => from + (share * (to - from));
    }
}
