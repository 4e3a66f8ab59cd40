using System.Buffers;
using System.Runtime.InteropServices;
using Perceiver.Config;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Data;

/// <summary>Makes a batch's pixels in memory, one image after the other.</summary>
internal static class HostImages
{
    /// <summary>The planned images, float32, <c>[batch, height, width, channels]</c>.</summary>
    public static Tensor Make(
        DataConfig data,
        PixelStatistics statistics,
        ImageSet set,
        ImageShape shape,
        ImagePlan[] plans
    )
    {
        var images = empty([plans.Length, shape.Height, shape.Width, shape.Channels], ScalarType.Float32);
        if (plans.Length == 0)
        {
            return images;
        }

        var stored = new ImageShape(set.Height, set.Width, set.Channels);
        var pipeline = new ExamplePipeline(data, statistics, stored, shape);
        var pixels = MemoryMarshal.Cast<byte, float>(images.bytes);
        var front = ArrayPool<float>.Shared.Rent(pipeline.BufferSize);
        var back = ArrayPool<float>.Shared.Rent(pipeline.BufferSize);
        var other = ArrayPool<float>.Shared.Rent(shape.Size);
        for (var i = 0; i < plans.Length; i++)
        {
            var plan = plans[i];
            var image = pixels.Slice(i * shape.Size, shape.Size);
            pipeline.Run(set.Image(plan.Index), plan.Changes, front, back, image);
            if (plan is { Mix: { } mix, Partner: { } partner })
            {
                pipeline.Run(set.Image(partner.Index), partner.Changes, front, back, other.AsSpan(0, shape.Size));
                mix.Apply(other.AsSpan(0, shape.Size), shape, image);
            }
        }

        ArrayPool<float>.Shared.Return(front);
        ArrayPool<float>.Shared.Return(back);
        ArrayPool<float>.Shared.Return(other);
        return images;
    }
}
