using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Data;

/// <summary>New pixels along one axis of a batch <c>[images, height, width, channels]</c> from old ones.</summary>
internal static class DeviceTaps
{
    /// <summary>Blends two old pixels into each new one.</summary>
    /// <param name="images">The batch.</param>
    /// <param name="axis">1: rows; 2: columns.</param>
    /// <param name="taps">One for all images, or one for each.</param>
    public static Tensor Blend(Tensor images, int axis, AxisTaps[] taps)
    {
        var first = Look(images, axis, Array.ConvertAll(taps, own => own.First));
        var second = Look(images, axis, Array.ConvertAll(taps, own => own.Second));
        return first.add(second.sub(first).mul(Along(images, axis, Array.ConvertAll(taps, own => own.Weight))));
    }

    /// <summary>Sums weighted neighbours.</summary>
    /// <param name="images">The batch.</param>
    /// <param name="axis">1: rows; 2: columns.</param>
    /// <param name="filters">One for all images, or one for each.</param>
    /// <param name="starts">Where the old pixels of each filter begin.</param>
    public static Tensor Sum(Tensor images, int axis, ResizeFilter[] filters, int[] starts)
    {
        var count = filters[0].Count;
        var most = filters.Max(filter => Enumerable.Range(0, count).Max(i => filter.Weights(i).Length));
        Tensor? sum = null;
        for (var k = 0; k < most; k++)
        {
            var places = new int[filters.Length][];
            var weights = new float[filters.Length][];
            for (var image = 0; image < filters.Length; image++)
            {
                var (filter, start) = (filters[image], starts[image]);
                (places[image], weights[image]) = (new int[count], new float[count]);
                for (var i = 0; i < count; i++)
                {
                    // A filter with fewer neighbours repeats its first with no weight.
                    var own = filter.Weights(i);
                    places[image][i] = start + filter.First(i) + (k < own.Length ? k : 0);
                    weights[image][i] = k < own.Length ? own[k] : 0;
                }
            }

            var part = Look(images, axis, places).mul(Along(images, axis, weights));
            sum = sum is null ? part : sum.add(part);
        }

        return sum!;
    }

    /// <summary>The old pixels at some places of an axis.</summary>
    /// <param name="images">The batch.</param>
    /// <param name="axis">1: rows; 2: columns.</param>
    /// <param name="places">One list for all images, or one for each.</param>
    public static Tensor Look(Tensor images, int axis, int[][] places)
    {
        if (places.Length == 1)
        {
            return images.index_select(axis, DeviceNumbers.Integers(places[0], images));
        }

        var count = places[0].Length;
        var flat = DeviceNumbers.Integers([.. places.SelectMany(own => own)], images);
        var shape = images.shape;
        return images.gather(
            axis,
            axis == 1
                ? flat.view(places.Length, count, 1, 1).expand(places.Length, count, shape[2], shape[3])
                : flat.view(places.Length, 1, count, 1).expand(places.Length, shape[1], count, shape[3])
        );
    }

    /// <summary>A weight for each place along an axis, to be multiplied with a batch.</summary>
    public static Tensor Along(Tensor images, int axis, float[][] weights)
    {
        var flat = DeviceNumbers.Floats([.. weights.SelectMany(own => own)], images);
        var count = weights[0].Length;
        return axis == 1 ? flat.view(weights.Length, count, 1, 1) : flat.view(weights.Length, 1, count, 1);
    }
}
