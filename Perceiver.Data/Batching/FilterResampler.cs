using System.Buffers;

namespace Perceiver.Data;

/// <summary>Resizes an image along both axes by <see cref="ResizeFilter"/>s: columns first, in floating point.</summary>
internal static class FilterResampler
{
    /// <summary>Writes the new image, <c>[rows, columns, channels]</c>, to <paramref name="target"/>.</summary>
    /// <param name="source">The old image.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="rows">How new rows come from old rows.</param>
    /// <param name="columns">How new columns come from old columns.</param>
    /// <param name="target">The new image.</param>
    public static void Apply(
        ReadOnlySpan<float> source,
        ImageShape shape,
        ResizeFilter rows,
        ResizeFilter columns,
        Span<float> target
    )
    {
        var channels = shape.Channels;
        var stride = columns.Count * channels;
        var rented = ArrayPool<float>.Shared.Rent(shape.Height * stride);
        var narrowed = rented.AsSpan(0, shape.Height * stride);
        for (var y = 0; y < shape.Height; y++)
        {
            Columns(
                source.Slice(y * shape.Stride, shape.Stride),
                channels,
                columns,
                narrowed.Slice(y * stride, stride)
            );
        }

        for (var y = 0; y < rows.Count; y++)
        {
            var line = target.Slice(y * stride, stride);
            line.Clear();
            var weights = rows.Weights(y);
            for (var k = 0; k < weights.Length; k++)
            {
                var from = narrowed.Slice((rows.First(y) + k) * stride, stride);
                for (var i = 0; i < stride; i++)
                {
                    line[i] += weights[k] * from[i];
                }
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    private static void Columns(ReadOnlySpan<float> line, int channels, ResizeFilter columns, Span<float> target)
    {
        for (var x = 0; x < columns.Count; x++)
        {
            var first = columns.First(x) * channels;
            var weights = columns.Weights(x);
            for (var c = 0; c < channels; c++)
            {
                var sum = 0f;
                for (var k = 0; k < weights.Length; k++)
                {
                    sum += weights[k] * line[first + (k * channels) + c];
                }

                target[(x * channels) + c] = sum;
            }
        }
    }
}
