using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceiver.Cli;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Batches made by operators over images that stay on a device, against those made in memory, image by image.</summary>
[Properties(Arbitrary = [typeof(Cases)])]
public sealed class ResidentImagesTests
{
    private const int Classes = 5;

    [Property]
    public void A_batch_is_the_one_made_in_memory(Case @case)
    {
        using var scope = NewDisposeScope();
        var (one, other) = (Make(@case, false), Make(@case, true));
        Assert.Equal(one.Images.Pixels.shape, other.Images.Pixels.shape);
        Assert.Equal(one.Labels.data<long>().ToArray(), other.Labels.data<long>().ToArray());
        Assert.Equal(one.Targets?.data<float>().ToArray(), other.Targets?.data<float>().ToArray());
        Assert.Equal(Numbers(one), Numbers(other));
    }

    [Property(MaxTest = 40)]
    public void Every_kind_of_change_is_done(int seed)
    {
        using var scope = NewDisposeScope();
        var shape = new ImageShape(7, 6, 3);
        var set = Images(40, shape, seed);
        var random = new RandomStream(RngKey.FromSeed(seed));
        PixelChange[] kinds =
        [
            new PixelChange.Mirror(),
            new PixelChange.Shift(2, -1, PaddingMode.Zero),
            new PixelChange.Shift(-2, 3, PaddingMode.Reflect),
            new PixelChange.Zoom(random.Uniform(0.5, 1.5), random.Uniform(0.5, 1.5)),
            new PixelChange.Enlarge(new(1, 2, 4, 3)),
            new PixelChange.Bend(PixelMap.Rotation(random.Uniform(-180, 180)), PaddingMode.Zero),
            new PixelChange.Bend(PixelMap.ShearRows(random.Uniform(-1, 1)), PaddingMode.Reflect),
            new PixelChange.Clear(new(2, 1, 3, 4)),
            new PixelChange.Brightness(random.Uniform(0, 2)),
            new PixelChange.Contrast(random.Uniform(0, 2)),
            new PixelChange.Saturation(random.Uniform(0, 2)),
            new PixelChange.Hue(random.Uniform(-0.5, 0.5)),
            new PixelChange.Sharpness(random.Uniform(0, 2)),
            new PixelChange.Posterize(4 + random.Below(5)),
            new PixelChange.Solarize(random.Uniform(0, 256)),
            new PixelChange.AutoContrast(),
            new PixelChange.Equalize(),
        ];
        foreach (var change in kinds)
        {
            // Two images that are changed and one that is not, in one batch.
            var data = set.Pixels.ToArray().Select(value => (float)value).Take(2 * shape.Size).ToArray();
            var images = tensor(data, [2, 7, 6, 3]);
            var changed = DeviceChanges.Apply([change, change], images, shape).data<float>().ToArray();
            for (var i = 0; i < 2; i++)
            {
                var expected = DrawnChanges.Apply([change], data[(i * shape.Size)..((i + 1) * shape.Size)], shape);
                Assert.True(
                    expected.SequenceEqual(changed[(i * shape.Size)..((i + 1) * shape.Size)]),
                    $"{change}: {string.Join(' ', expected.Take(9))} but {string.Join(' ', changed.Skip(i * shape.Size).Take(9))}"
                );
            }
        }
    }

    private static float[] Numbers(LabelledImages batch) => batch.Images.Pixels.contiguous().data<float>().ToArray();

    private static LabelledImages Make(Case @case, bool isResident)
    {
        var set = @case.Set;
        using var resident = isResident ? ResidentImages.Of(set, CPU) : null;
        var statistics = PixelStatistics.Of(set);
        return Batches.Make(@case.Config, statistics, set, @case.Indices, @case.Key, resident);
    }

    private static ImageSet Images(int count, ImageShape shape, int seed)
    {
        var pixels = new byte[count * shape.Size];
        new Random(seed).NextBytes(pixels);
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % Classes)];
        return new ImageSet(pixels, shape.Height, shape.Width, shape.Channels, [.. labels], []);
    }

    /// <summary>A config, images, and which of them make a batch by which key.</summary>
    public sealed record Case(PerceiverConfig Config, ImageSet Set, int[] Indices, RngKey? Key);

    public static class Cases
    {
        public static Arbitrary<Case> Batches() =>
            Arb.From(
                from height in Gen.Choose(4, 12)
                from width in Gen.Choose(4, 12)
                from channels in Gen.Elements(1, 3)
                from storedHeight in Gen.Choose(3, 14)
                from isResized in Gen.Elements(true, false)
                from seed in Gen.Choose(0, 1_000_000)
                from isTraining in Gen.Elements(true, true, true, false)
                let input = new InputConfig.Image(height, width, channels)
                from data in Arbitraries.DataGen.Data(new DataSourceConfig.FashionMnist(), input)
                from indices in Gen.Choose(0, 8).ListOf(5)
                let stored = isResized
                    ? new ImageShape(storedHeight, 17 - storedHeight, channels)
                    : new ImageShape(height, width, channels)
                let plain = DataTestConfigs.Of(data.Source, input, Classes)
                select new Case(
                    plain with
                    {
                        Data = data,
                    },
                    Images(9, stored, seed),
                    [.. indices],
                    isTraining ? RngKey.FromSeed(seed) : null
                )
            );
    }
}
