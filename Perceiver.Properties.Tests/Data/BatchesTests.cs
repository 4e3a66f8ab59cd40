using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Data;

public sealed class BatchesTests
{
    private static readonly AugmentationConfig[] Everything =
    [
        new AugmentationConfig.HorizontalFlip(0.5),
        new AugmentationConfig.RandomCrop(2, PaddingMode.Zero),
        new AugmentationConfig.RandomZoom(0.2, 0.2),
        new AugmentationConfig.RandomResizedCrop(0.3, 1, 0.75, 4.0 / 3),
        new AugmentationConfig.Rotate(20, PaddingMode.Reflect),
        new AugmentationConfig.ColorJitter(0.4, 0.4, 0.4, 0.1),
        new AugmentationConfig.RandAugment(2, 9),
        new AugmentationConfig.RandomErasing(0.25, 0.02, 0.3),
    ];

    private static ImageSet Images(int count, int height, int width, int channels, int seed)
    {
        var pixels = new byte[count * height * width * channels];
        new Random(seed).NextBytes(pixels);
        return new ImageSet(pixels, height, width, channels, [.. Enumerable.Range(0, count)], []);
    }

    private static PerceiverConfig Config(
        int height,
        int width,
        int channels,
        Normalization normalization = Normalization.Unit,
        params AugmentationConfig[] augmentation
    ) =>
        DataTestConfigs.Of(
            new DataSourceConfig.FashionMnist(),
            new InputConfig.Image(height, width, channels),
            10,
            normalization: normalization,
            augmentation: augmentation
        );

    /// <summary>Pixels and labels as arrays; nothing of the batch stays alive.</summary>
    private static (float[] Pixels, long[] Labels, long[] Shape) Make(
        PerceiverConfig config,
        ImageSet set,
        int[] indices,
        RngKey? key = null
    )
    {
        using var scope = NewDisposeScope();
        var batch = Batches.Make(config, PixelStatistics.Of(set), set, indices, key);
        return (
            batch.Images.Pixels.data<float>().ToArray(),
            batch.Labels.data<long>().ToArray(),
            batch.Images.Pixels.shape
        );
    }

    [Theory]
    [InlineData(Normalization.Unit)]
    [InlineData(Normalization.Symmetric)]
    [InlineData(Normalization.Statistics)]
    public void Images_are_gathered_in_order_and_normalised(Normalization kind)
    {
        var set = Images(7, 5, 9, 3, 1);
        var (pixels, labels, shape) = Make(Config(5, 9, 3, kind), set, [4, 0, 4]);
        Assert.Equal([3, 5, 9, 3], shape);
        Assert.Equal([4, 0, 4], labels);
        var statistics = PixelStatistics.Of(set);
        for (var i = 0; i < pixels.Length; i++)
        {
            var value = set.Image(new[] { 4, 0, 4 }[i / 135])[i % 135];
            var expected = kind switch
            {
                Normalization.Unit => value / 255.0,
                Normalization.Symmetric => (value / 127.5) - 1,
                _ => (value - statistics.Mean[i % 3]) / statistics.Deviation[i % 3],
            };
            Assert.Equal(expected, pixels[i], 1e-6);
        }
    }

    [Fact]
    public void Images_of_another_size_are_scaled_as_the_engine_scales_them()
    {
        var set = Images(3, 8, 6, 3, 2);
        foreach (var (height, width) in new[] { (16, 12), (5, 9), (8, 3) })
        {
            var (pixels, _, _) = Make(Config(height, width, 3), set, [0, 1, 2]);
            using var scope = NewDisposeScope();
            var planes = tensor(set.Pixels.ToArray(), [3, 8, 6, 3]).to(ScalarType.Float32).permute(0, 3, 1, 2);
            var expected = nn.functional.interpolate(
                planes,
                size: [height, width],
                mode: InterpolationMode.Bilinear,
                align_corners: false
            );
            var values = expected.permute(0, 2, 3, 1).contiguous().data<float>().ToArray();
            Assert.Equal(values.Length, pixels.Length);
            for (var i = 0; i < values.Length; i++)
            {
                Assert.Equal(values[i] / 255, pixels[i], 1e-5);
            }
        }
    }

    [Fact]
    public void A_batch_is_resized_as_the_config_says()
    {
        var set = Images(2, 9, 9, 1, 2);
        var config = Config(6, 6, 1);
        string Made(ResizeMethod method) =>
            string.Join(' ', Make(config with { Data = config.Data with { Resize = method } }, set, [0, 1]).Pixels);
        Assert.Equal(4, Enum.GetValues<ResizeMethod>().Select(Made).Distinct().Count());
        Assert.NotEqual(Made(ResizeMethod.Bilinear), Made(ResizeMethod.BilinearAntialiased));
    }

    [Property(MaxTest = 20)]
    public void A_batch_made_in_parts_is_the_batch_made_at_once(long seed)
    {
        var set = Images(20, 10, 10, 1, 3);
        var config = Config(12, 12, 1, Normalization.Statistics, Everything);
        var indices = Batches.Order(RngKey.FromSeed(seed), 0, 20);
        var key = RngKey.FromSeed(seed);
        var whole = Make(config, set, indices, key);
        var parts = indices.Chunk(7).Select(part => Make(config, set, part, key)).ToArray();
        Assert.Equal(whole.Pixels, parts.SelectMany(part => part.Pixels));
        Assert.Equal(whole.Labels, parts.SelectMany(part => part.Labels));
    }

    [Property(MaxTest = 20)]
    public void The_same_key_gives_the_same_bits_and_another_key_others(long seed)
    {
        var set = Images(6, 10, 10, 3, 3);
        var before = set.Pixels.ToArray();
        var config = Config(10, 10, 3, Normalization.Unit, Everything);
        int[] indices = [0, 1, 2, 3, 4, 5];
        var once = Make(config, set, indices, RngKey.FromSeed(seed));
        Assert.Equal(once.Pixels, Make(config, set, indices, RngKey.FromSeed(seed)).Pixels);
        Assert.NotEqual(once.Pixels, Make(config, set, indices, RngKey.FromSeed(seed ^ 1)).Pixels);

        // Without a key nothing changes at random: the images come as they are.
        Assert.Equal(before.Select(value => value / 255f), Make(config, set, indices).Pixels);
        Assert.Equal(before, set.Pixels.ToArray());
    }

    [Fact]
    public void Each_image_of_a_batch_is_changed_in_its_own_way()
    {
        var one = Images(1, 10, 10, 1, 4);
        var set = one with
        {
            Pixels = Enumerable.Repeat(one.Pixels.ToArray(), 8).SelectMany(image => image).ToArray(),
            Labels = [.. new int[8]],
        };
        var (pixels, _, _) = Make(
            Config(10, 10, 1, Normalization.Unit, new AugmentationConfig.RandomZoom(0.2, 0.2)),
            set,
            [.. Enumerable.Range(0, 8)],
            RngKey.FromSeed(1)
        );
        Assert.Equal(8, pixels.Chunk(100).Select(image => string.Join(' ', image)).Distinct().Count());
    }

    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        var set = Images(40, 14, 14, 1, 5);
        var config = Config(28, 28, 1, Normalization.Statistics, Everything);
        var alone = Enumerable.Range(0, 16).Select(Batch).ToArray();
        var together = new float[16][];
        Parallel.For(0, 16, i => together[i] = Batch(i));
        Assert.Equal(alone, together);

        float[] Batch(int i) =>
            Make(config, set, Batches.Order(RngKey.FromSeed(i), 0, 40)[..20], RngKey.FromSeed(i)).Pixels;
    }

    [Fact]
    public void No_images_make_an_empty_batch()
    {
        var (pixels, labels, shape) = Make(Config(5, 5, 1), Images(2, 5, 5, 1, 1), []);
        Assert.Empty(pixels);
        Assert.Empty(labels);
        Assert.Equal([0, 5, 5, 1], shape);
    }

    [Fact]
    public void Only_the_batch_stays_alive()
    {
        var set = Images(4, 5, 5, 1, 1);
        using var scope = NewDisposeScope();
        Batches.Make(
            Config(7, 7, 1, Normalization.Unit, Everything),
            PixelStatistics.Of(set),
            set,
            [1, 2],
            RngKey.FromSeed(1)
        );
        Assert.Equal(2, scope.DisposablesCount);
    }

    [Fact]
    public void Images_of_other_channels_are_refused() =>
        Assert.Throws<ArgumentException>(() => Make(Config(5, 5, 3), Images(2, 5, 5, 1, 1), [0]));
}
