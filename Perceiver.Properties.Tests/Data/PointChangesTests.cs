using FsCheck;
using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Random changes of clouds of points.</summary>
public sealed class PointChangesTests
{
    private const string Text = """
        model:
          input: { kind: points, count: 2, dimensions: 3, features: 1 }
          preprocessor: points
          positions: { kind: fourier, bands: 2, max_resolution: [4] }
          latents: { count: 2, width: 8 }
          encoder: { blocks: 1 }
          decoder: mean_pool
        task: { kind: classification, classes: 2 }
        data: { source: none }
        training: { epochs: 1 }
        """;

    [Fact]
    public void Changes_give_the_numbers_of_a_computation_of_its_own()
    {
        // SHA-256 keys, SplitMix64 and the three changes written anew in Python, for the key of seed 5.
        float[] cloud = [0.5f, -0.25f, 1f, -1f, 0.75f, 0.125f];
        AugmentationConfig[] changes =
        [
            new AugmentationConfig.PointScale(0.5, 1.5),
            new AugmentationConfig.PointShift(0.2),
            new AugmentationConfig.PointJitter(0.04, 0.05),
        ];
        float[][] expected =
        [
            [
                0.4678928256034851f,
                -0.2786979377269745f,
                0.5681912302970886f,
                -0.9357856512069702f,
                0.8360938429832458f,
                0.07102390378713608f,
            ],
            [
                0.4522388279438019f,
                -0.07921817153692245f,
                0.587272584438324f,
                -0.951439619064331f,
                1.0355736017227173f,
                0.09010524302721024f,
            ],
            [
                0.4208016097545624f,
                -0.07809995114803314f,
                0.6372725963592529f,
                -0.954645037651062f,
                1.0798550844192505f,
                0.09273733198642731f,
            ],
        ];
        for (var count = 1; count <= 3; count++)
        {
            var changed = cloud.ToArray();
            PointChanges.Apply(changes[..count].ToEquatableArray(), RngKey.FromSeed(5), changed, 3, 3);
            Assert.Equal(expected[count - 1], changed);
        }
    }

    [Property]
    public void A_scaled_cloud_has_one_factor_along_each_axis_and_keeps_what_is_no_coordinate(
        int seed,
        PositiveInt size
    )
    {
        var (cloud, changed) = Both(new AugmentationConfig.PointScale(0.8, 1.25), seed, size.Get % 40 + 1);
        for (var axis = 0; axis < 3; axis++)
        {
            var factor = changed[axis] / cloud[axis];
            Assert.InRange(factor, 0.8f - 1e-6f, 1.25f + 1e-6f);
            Assert.All(Along(cloud, changed, axis), pair => Assert.Equal(factor, pair.Now / pair.Then, 1e-5f));
        }

        Assert.All(Along(cloud, changed, 3), pair => Assert.Equal(pair.Then, pair.Now));
    }

    [Property]
    public void A_shifted_cloud_has_moved_as_a_whole(int seed, PositiveInt size)
    {
        var (cloud, changed) = Both(new AugmentationConfig.PointShift(0.1), seed, size.Get % 40 + 1);
        for (var axis = 0; axis < 3; axis++)
        {
            var distance = changed[axis] - cloud[axis];
            Assert.InRange(distance, -0.1f - 1e-6f, 0.1f + 1e-6f);
            Assert.All(Along(cloud, changed, axis), pair => Assert.Equal(distance, pair.Now - pair.Then, 1e-5f));
        }

        Assert.All(Along(cloud, changed, 3), pair => Assert.Equal(pair.Then, pair.Now));
    }

    [Property]
    public void Jitter_moves_each_point_by_itself_and_never_beyond_its_limit(int seed)
    {
        var (cloud, changed) = Both(new AugmentationConfig.PointJitter(0.04, 0.05), seed, 200);
        float[] moves =
        [
            .. Enumerable
                .Range(0, 3)
                .SelectMany(axis => Along(cloud, changed, axis))
                .Select(pair => pair.Now - pair.Then),
        ];
        Assert.All(moves, move => Assert.InRange(move, -0.05f - 1e-6f, 0.05f + 1e-6f));
        // Of a normal distribution cut at 1.25 deviations four of five numbers lie within: six hundred draws cannot all be alike.
        Assert.True(moves.Distinct().Count() > 300);
        Assert.InRange(moves.Count(move => Math.Abs(move) < 0.049f), 390, 560);
        Assert.All(Along(cloud, changed, 3), pair => Assert.Equal(pair.Then, pair.Now));
    }

    [Property(MaxTest = 30)]
    public void A_batch_made_in_parts_is_the_batch_made_at_once(int seed)
    {
        using var scope = NewDisposeScope();
        var config = ConfigCompiler
            .Compile(Text, [new ConfigOverride("data.augmentation", "[point_scale, point_shift, point_jitter]")])
            .Config!;
        var random = new Random(seed);
        var points = Enumerable.Range(0, 5 * 2 * 4).Select(_ => random.NextSingle()).ToArray();
        var set = new PointSet(points, 2, 4, [0, 1, 0, 1, 0]);
        var key = RngKey.FromSeed(seed);
        var whole = Clouds(config, set, [3, 0, 2], key);
        Assert.Equal(whole, new[] { 3, 0, 2 }.SelectMany(i => Clouds(config, set, [i], key)));

        // The twins: another key, and evaluation, which changes nothing.
        Assert.NotEqual(whole, Clouds(config, set, [3, 0, 2], key.Fold(1)));
        Assert.Equal(set.Cloud(3).ToArray(), Clouds(config, set, [3], null));
    }

    private static float[] Clouds(PerceiverConfig config, PointSet set, int[] indices, RngKey? key)
    {
        var none = new PixelStatistics([], []);
        return ((PointBatch)Batches.Of(config, none, set, indices, key).Inputs).Points.data<float>().ToArray();
    }

    private static (float[] Cloud, float[] Changed) Both(AugmentationConfig change, int seed, int points)
    {
        var random = new Random(seed);
        var cloud = Enumerable.Range(0, points * 4).Select(_ => 0.1f + (0.9f * random.NextSingle())).ToArray();
        var changed = cloud.ToArray();
        PointChanges.Apply(new[] { change }.ToEquatableArray(), RngKey.FromSeed(seed), changed, 4, 3);
        return (cloud, changed);
    }

    private static IEnumerable<(float Then, float Now)> Along(float[] cloud, float[] changed, int axis) =>
        Enumerable.Range(0, cloud.Length / 4).Select(i => (cloud[(i * 4) + axis], changed[(i * 4) + axis]));
}
