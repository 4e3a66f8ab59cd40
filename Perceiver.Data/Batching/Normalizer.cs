using System.Numerics;
using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>Brings pixel values from 0..255 to the model's scale: <c>(value - offset) / divisor</c> per channel.</summary>
internal sealed class Normalizer
{
    /// <summary>A constant channel is divided by this instead of by zero, as Keras does.</summary>
    private const float SmallestDeviation = 1e-7f;

    // One value per pixel and channel of a row, so that whole rows go through vector registers.
    private readonly float[] _offset;
    private readonly float[] _divisor;

    private Normalizer(float[] offset, float[] divisor) => (_offset, _divisor) = (offset, divisor);

    /// <summary>The normaliser that a config asks for, for images of one shape.</summary>
    public static Normalizer For(Normalization kind, PixelStatistics statistics, ImageShape shape)
    {
        var offset = new float[shape.Stride];
        var divisor = new float[shape.Stride];
        for (var i = 0; i < shape.Stride; i++)
        {
            var channel = i % shape.Channels;
            (offset[i], divisor[i]) = Scale(kind, statistics, channel);
        }

        return new Normalizer(offset, divisor);
    }

    /// <summary>What is subtracted from the values of a channel, and what they are divided by then.</summary>
    public static (float Offset, float Divisor) Scale(Normalization kind, PixelStatistics statistics, int channel) =>
        kind switch
        {
            Normalization.Unit => (0f, 255f),
            Normalization.Symmetric => (127.5f, 127.5f),
            _ => ((float)statistics.Mean[channel], Math.Max((float)statistics.Deviation[channel], SmallestDeviation)),
        };

    /// <summary>Writes the normalised image to <paramref name="target"/>.</summary>
    public void Apply(ReadOnlySpan<float> source, Span<float> target)
    {
        for (var start = 0; start < source.Length; start += _offset.Length)
        {
            Row(source.Slice(start, _offset.Length), target.Slice(start, _offset.Length));
        }
    }

    private void Row(ReadOnlySpan<float> source, Span<float> target)
    {
        var step = Vector<float>.Count;
        var i = 0;
        for (; i <= source.Length - step; i += step)
        {
            var centred = new Vector<float>(source[i..]) - new Vector<float>(_offset, i);
            (centred / new Vector<float>(_divisor, i)).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
        {
            target[i] = (source[i] - _offset[i]) / _divisor[i];
        }
    }
}
