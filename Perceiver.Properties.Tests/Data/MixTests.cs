using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Mixup, CutMix and flips that change labels, against the unmixed batches.</summary>
public sealed class MixTests
{
    private const int Classes = 6;

    private static readonly ImageSet Set = Images();

    [Property(MaxTest = 30)]
    public void A_mixed_example_is_its_parts_in_their_shares(long seed, bool cut)
    {
        AugmentationConfig mixing = cut
            ? new AugmentationConfig.CutMix(1, 0.8)
            : new AugmentationConfig.Mixup(0.4, 0.8);
        AugmentationConfig[] before = [new AugmentationConfig.RandomCrop(2, PaddingMode.Zero)];
        var key = RngKey.FromSeed(seed);
        int[] indices = [.. Enumerable.Range(0, Set.Count)];
        var mixed = Make(Config([.. before, mixing]), indices, key);
        var alone = Make(Config(before), indices, key);
        var shape = new ImageShape(10, 10, 1);
        var changes = new[] { before[0], mixing }.ToEquatableArray();
        foreach (var i in indices)
        {
            var own = alone.Pixels[(i * 100)..((i + 1) * 100)];
            var now = mixed.Pixels[(i * 100)..((i + 1) * 100)];
            var target = mixed.Targets![(i * Classes)..((i + 1) * Classes)];
            Assert.Equal(1, target.Sum(), 1e-5f);
            if (Mix.Draw(changes, key.Fold(i), Set.Count, shape) is not { } mix)
            {
                Assert.Equal(own, now);
                Assert.Equal(1, target[Set.Labels[i]]);
                continue;
            }

            // The partner is brought through with a key of its own.
            var other = Single(Config(before), mix.Partner, key.Fold(i).Fold("partner"));
            var expected = new double[Classes];
            expected[Set.Labels[i]] += mix.Share;
            expected[Set.Labels[mix.Partner]] += 1 - mix.Share;
            Assert.All(expected.Zip(target), pair => Assert.Equal(pair.Item1, pair.Item2, 1e-5));
            var fromOther = 0;
            for (var p = 0; p < 100; p++)
            {
                var inside =
                    mix.Cut is { } box
                    && p / 10 >= box.Top
                    && p / 10 < box.Top + box.Height
                    && p % 10 >= box.Left
                    && p % 10 < box.Left + box.Width;
                fromOther += inside ? 1 : 0;
                var pixel =
                    mix.Cut is null ? (mix.Share * own[p]) + ((1 - mix.Share) * other[p])
                    : inside ? other[p]
                    : own[p];
                Assert.Equal(pixel, now[p], 1e-5);
            }

            Assert.Equal(cut, mix.Cut is not null);
            if (cut)
            {
                Assert.Equal(1 - (fromOther / 100.0), mix.Share, 1e-12);
            }
        }
    }

    [Fact]
    public void Evaluation_mixes_nothing_and_parts_make_the_whole()
    {
        var config = Config([new AugmentationConfig.Mixup(1, 0.5), new AugmentationConfig.CutMix(1, 0.5)]);
        int[] indices = [.. Enumerable.Range(0, Set.Count)];
        Assert.Null(Make(config, indices, null).Targets);
        var key = RngKey.FromSeed(3);
        var whole = Make(config, indices, key);
        var parts = indices.Chunk(5).Select(part => Make(config, part, key)).ToArray();
        Assert.Equal(whole.Pixels, parts.SelectMany(part => part.Pixels));
        Assert.Equal(whole.Targets!, parts.SelectMany(part => part.Targets!));
    }

    [Fact]
    public void Each_way_of_mixing_happens_as_often_as_it_says()
    {
        var changes = new AugmentationConfig[]
        {
            new AugmentationConfig.Mixup(1, 0.3),
            new AugmentationConfig.CutMix(1, 0.5),
        };
        var shape = new ImageShape(16, 16, 1);
        var drawn = Enumerable
            .Range(0, 4000)
            .Select(i => Mix.Draw(changes.ToEquatableArray(), RngKey.FromSeed(i), 10, shape))
            .ToArray();
        Assert.InRange(drawn.Count(mix => mix is { Cut: null }), 1200 - 130, 1200 + 130);
        Assert.InRange(drawn.Count(mix => mix is { Cut: not null }), 2000 - 150, 2000 + 150);
        Assert.Equal(10, drawn.Where(mix => mix is not null).Select(mix => mix!.Value.Partner).Distinct().Count());
    }

    // Beta(a, a) has the mean 1/2 and the variance 1 / (4 (2 a + 1)).
    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(4)]
    public void Shares_have_the_moments_of_their_distribution(double alpha)
    {
        var shares = Enumerable
            .Range(0, 20_000)
            .Select(i => new RandomStream(RngKey.FromSeed(i)).Beta(alpha))
            .ToArray();
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
        Assert.Equal(0.5, shares.Average(), 0.01);
        Assert.Equal(1 / (4 * ((2 * alpha) + 1)), shares.Average(share => Math.Pow(share - 0.5, 2)), 0.004);
    }

    [Fact]
    public void A_mirrored_image_has_the_label_that_it_shows()
    {
        var flip = new AugmentationConfig.HorizontalFlip(0.5, [1, 0, 2, 3, 5, 4]);
        int[] indices = [.. Enumerable.Range(0, Set.Count)];
        var key = RngKey.FromSeed(1);
        var plain = Make(Config([]), indices, key);
        var flipped = Make(Config([flip]), indices, key);
        var mirrored = 0;
        foreach (var i in indices)
        {
            var isMirrored = !plain
                .Pixels[(i * 100)..((i + 1) * 100)]
                .SequenceEqual(flipped.Pixels[(i * 100)..((i + 1) * 100)]);
            mirrored += isMirrored ? 1 : 0;
            Assert.Equal(isMirrored ? flip.Labels[Set.Labels[i]] : Set.Labels[i], flipped.Labels[i]);
        }

        Assert.InRange(mirrored, 5, 25);
    }

    [Property]
    public void Soft_targets_of_one_class_are_hard_ones_and_the_loss_is_linear_in_them(int seed, byte smoothing)
    {
        using var scope = NewDisposeScope();
        using var generator = RngKey.FromSeed(seed).NewGenerator();
        var logits = new Logits(zeros(4, 5, ScalarType.Float64).normal_(0, 2, generator));
        var share = smoothing / 512.0;
        long[] first = [0, 1, 2, 3],
            second = [4, 4, 0, 3];
        double Hard(long[] labels) => Losses.CrossEntropySum(logits, tensor(labels), share).ToDouble();
        double Soft(Tensor targets) => Losses.SoftCrossEntropySum(logits, targets, share).ToDouble();
        var (one, two) = (OneHot(first), OneHot(second));
        Assert.Equal(Hard(first), Soft(one), 1e-10);
        Assert.Equal((0.3 * Hard(first)) + (0.7 * Hard(second)), Soft(one.mul(0.3).add(two.mul(0.7))), 1e-5);

        static Tensor OneHot(long[] labels) =>
            tensor(
                labels.SelectMany(label => Enumerable.Range(0, 5).Select(c => c == label ? 1f : 0)).ToArray(),
                [4, 5]
            );
    }

    private static float[] Single(PerceiverConfig config, int index, RngKey key)
    {
        // Batches fold the index into the key; here the key is the example's own already.
        var shape = new ImageShape(10, 10, 1);
        var pipeline = new ExamplePipeline(config.Data, PixelStatistics.Of(Set), shape, shape);
        var target = new float[100];
        var changes = Augmentation.Draw(config.Data.Augmentation, key, shape);
        pipeline.Run(Set.Image(index), changes, new float[100], new float[100], target);
        return target;
    }

    private static (float[] Pixels, long[] Labels, float[]? Targets) Make(
        PerceiverConfig config,
        int[] indices,
        RngKey? key
    )
    {
        using var scope = NewDisposeScope();
        var batch = Batches.Make(config, PixelStatistics.Of(Set), Set, indices, key);
        return (
            batch.Images.Pixels.data<float>().ToArray(),
            batch.Labels.data<long>().ToArray(),
            batch.Targets?.data<float>().ToArray()
        );
    }

    private static PerceiverConfig Config(AugmentationConfig[] augmentation) =>
        DataTestConfigs.Of(
            new DataSourceConfig.FashionMnist(),
            new InputConfig.Image(10, 10, 1),
            Classes,
            augmentation: augmentation
        );

    private static ImageSet Images()
    {
        var pixels = new byte[30 * 100];
        new Random(7).NextBytes(pixels);
        return new ImageSet(pixels, 10, 10, 1, [.. Enumerable.Range(0, 30).Select(i => i % Classes)], []);
    }
}
