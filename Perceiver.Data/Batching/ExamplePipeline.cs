using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>Brings one image in memory to the model: to float, to its size, through the changes drawn, normalised.</summary>
internal sealed class ExamplePipeline(DataConfig data, PixelStatistics statistics, ImageShape stored, ImageShape shape)
{
    private readonly Resizing _resizing = Resizing.Of(data.Resize, stored, shape);
    private readonly Normalizer _normalizer = Normalizer.For(data.Normalization, statistics, shape);

    /// <summary>Values that each of the two buffers of <see cref="Run"/> must hold.</summary>
    public int BufferSize => Math.Max(stored.Size, shape.Size);

    /// <summary>Brings one image through.</summary>
    /// <param name="image">The stored bytes.</param>
    /// <param name="changes">What is done to it, in this order.</param>
    /// <param name="front">Working space of <see cref="BufferSize"/> values.</param>
    /// <param name="back">As much again.</param>
    /// <param name="target">Where the model's input goes, <c>[height, width, channels]</c>.</param>
    public void Run(
        ReadOnlySpan<byte> image,
        ReadOnlySpan<PixelChange> changes,
        Span<float> front,
        Span<float> back,
        Span<float> target
    )
    {
        for (var i = 0; i < image.Length; i++)
        {
            front[i] = image[i];
        }

        switch (_resizing)
        {
            case Resizing.Blended taps:
                Resampler.Apply(front[..stored.Size], stored.Width, stored.Channels, taps.Rows, taps.Columns, back);
                Swap(ref front, ref back);
                break;
            case Resizing.Filtered filter:
                FilterResampler.Apply(front[..stored.Size], stored, filter.Rows, filter.Columns, back[..shape.Size]);
                Swap(ref front, ref back);
                break;
        }

        foreach (var change in changes)
        {
            if (change is not PixelChange.None)
            {
                PixelChanges.Apply(change, front[..shape.Size], shape, back[..shape.Size]);
                Swap(ref front, ref back);
            }
        }

        _normalizer.Apply(front[..shape.Size], target);
    }

    private static void Swap(ref Span<float> front, ref Span<float> back)
    {
        var other = front;
        front = back;
        back = other;
    }
}
