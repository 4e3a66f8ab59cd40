using System.Numerics;

namespace Perceiver.Data;

/// <summary>Blends an image along both axes.</summary>
internal static class Resampler
{
    /// <summary>Writes the new image, <c>[rows, columns, channels]</c>, to <paramref name="target"/>.</summary>
    /// <param name="source">The old image, <c>[height, width, channels]</c>.</param>
    /// <param name="width">Columns of the old image.</param>
    /// <param name="channels">Channels of both.</param>
    /// <param name="rows">How new rows come from old rows.</param>
    /// <param name="columns">How new columns come from old columns.</param>
    /// <param name="target">The new image.</param>
    public static void Apply(
        ReadOnlySpan<float> source,
        int width,
        int channels,
        AxisTaps rows,
        AxisTaps columns,
        Span<float> target
    )
    {
        var stride = width * channels;
        Span<float> line = stride <= 1024 ? stackalloc float[stride] : new float[stride];
        for (var y = 0; y < rows.Count; y++)
        {
            Blend(
                source.Slice(rows.First[y] * stride, stride),
                source.Slice(rows.Second[y] * stride, stride),
                rows.Weight[y],
                line
            );
            Stretch(line, channels, columns, target.Slice(y * columns.Count * channels, columns.Count * channels));
        }
    }

    private static void Blend(ReadOnlySpan<float> first, ReadOnlySpan<float> second, float weight, Span<float> line)
    {
        var step = Vector<float>.Count;
        var i = 0;
        for (; i <= line.Length - step; i += step)
        {
            var from = new Vector<float>(first[i..]);
            (from + ((new Vector<float>(second[i..]) - from) * weight)).CopyTo(line[i..]);
        }

        for (; i < line.Length; i++)
        {
            line[i] = first[i] + ((second[i] - first[i]) * weight);
        }
    }

    private static void Stretch(ReadOnlySpan<float> line, int channels, AxisTaps columns, Span<float> target)
    {
        var at = 0;
        for (var x = 0; x < columns.Count; x++)
        {
            var weight = columns.Weight[x];
            var first = line.Slice(columns.First[x] * channels, channels);
            var second = line.Slice(columns.Second[x] * channels, channels);
            for (var c = 0; c < first.Length; c++)
            {
                target[at++] = first[c] + ((second[c] - first[c]) * weight);
            }
        }
    }
}
