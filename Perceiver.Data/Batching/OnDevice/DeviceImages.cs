using System.Diagnostics;
using Perceiver.Config;
using Perceiver.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Data;

/// <summary>
/// Makes a batch's pixels on the device that holds the images: what <see cref="HostImages"/> makes, by operators over
/// all images that undergo a change of one kind.
/// </summary>
internal static class DeviceImages
{
    /// <summary>The planned images, float32, <c>[batch, height, width, channels]</c>.</summary>
    public static Tensor Make(
        DataConfig data,
        PixelStatistics statistics,
        ResidentImages resident,
        ImageShape shape,
        ImagePlan[] plans
    )
    {
        using var scope = NewDisposeScope();
        if (plans.Length == 0)
        {
            var none = empty([0, shape.Height, shape.Width, shape.Channels], ScalarType.Float32);
            return none.to(resident.Pixels.device).MoveToOuterDisposeScope();
        }

        var images = Alone(data, statistics, resident, shape, plans);
        var mixed = Enumerable.Range(0, plans.Length).Where(i => plans[i].Mix is not null).ToArray();
        if (mixed.Length > 0)
        {
            var partners = Array.ConvertAll(mixed, i => plans[i].Partner ?? throw new UnreachableException());
            var others = Alone(data, statistics, resident, shape, partners);
            foreach (
                var group in Enumerable
                    .Range(0, mixed.Length)
                    .GroupBy(i => plans[mixed[i]].Mix is { Cut: not null })
                    .Select(group => group.ToArray())
            )
            {
                var mixes = Array.ConvertAll(group, i => plans[mixed[i]].Mix!.Value);
                var places = Array.ConvertAll(group, i => mixed[i]);
                images = Change(images, places, own => Mixed(own, Rows(others, group), mixes, shape));
            }
        }

        return images.MoveToOuterDisposeScope();
    }

    private static Tensor Alone(
        DataConfig data,
        PixelStatistics statistics,
        ResidentImages resident,
        ImageShape shape,
        ImagePlan[] plans
    )
    {
        var stored = resident.Pixels.shape;
        var size = new ImageShape((int)stored[1], (int)stored[2], (int)stored[3]);
        var bytes = Rows(resident.Pixels, Array.ConvertAll(plans, plan => plan.Index));
        var images = Resized(bytes.to_type(ScalarType.Float32), Resizing.Of(data.Resize, size, shape));
        for (var slot = 0; slot < plans[0].Changes.Length; slot++)
        {
            var own = slot;
            foreach (
                var group in Enumerable
                    .Range(0, plans.Length)
                    .Where(i => plans[i].Changes[own] is not PixelChange.None)
                    .GroupBy(i => DeviceChanges.Kind(plans[i].Changes[own]))
                    .Select(group => group.ToArray())
            )
            {
                var changes = Array.ConvertAll(group, i => plans[i].Changes[own]);
                images = Change(images, group, some => DeviceChanges.Apply(changes, some, shape));
            }
        }

        return Normalised(images, data.Normalization, statistics, shape.Channels);
    }

    // The images at some places changed; where those are all, nothing is copied.
    private static Tensor Change(Tensor images, int[] places, Func<Tensor, Tensor> change)
    {
        if (places.Length == images.shape[0])
        {
            return change(images);
        }

        var rows = DeviceNumbers.Integers(places, images);
        return images.clone().index_put_(change(images.index_select(0, rows)), rows);
    }

    private static Tensor Rows(Tensor images, int[] rows) =>
        images.index_select(0, DeviceNumbers.Integers(rows, images));

    private static Tensor Resized(Tensor images, Resizing resizing) =>
        resizing switch
        {
            Resizing.Blended taps => DeviceTaps.Blend(DeviceTaps.Blend(images, 1, [taps.Rows]), 2, [taps.Columns]),
            Resizing.Filtered filter => DeviceTaps.Sum(
                DeviceTaps.Sum(images, 2, [filter.Columns], [0]),
                1,
                [filter.Rows],
                [0]
            ),
            _ => images,
        };

    private static Tensor Normalised(Tensor images, Normalization kind, PixelStatistics statistics, int channels)
    {
        var scales = Enumerable.Range(0, channels).Select(c => Normalizer.Scale(kind, statistics, c)).ToArray();
        var offset = DeviceNumbers.Floats(Array.ConvertAll(scales, scale => scale.Offset), images);
        var divisor = DeviceNumbers.Floats(Array.ConvertAll(scales, scale => scale.Divisor), images);
        return images.sub(offset).div(divisor);
    }

    private static Tensor Mixed(Tensor images, Tensor others, Mix[] mixes, ImageShape shape)
    {
        if (mixes[0].Cut is not null)
        {
            var boxes = Array.ConvertAll(mixes, mix => mix.Cut!.Value);
            return where(DeviceChanges.Inside(boxes, images, shape), others, images);
        }

        var share = DeviceNumbers.PerImage(Array.ConvertAll(mixes, mix => mix.Share), images);
        return share.mul(images).add((1 - share).mul(others));
    }
}
