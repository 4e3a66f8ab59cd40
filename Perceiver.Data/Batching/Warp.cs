using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>Bends an image by looking each new pixel up in the old, bilinearly.</summary>
internal static class Warp
{
    /// <summary>
    /// Writes the new image to <paramref name="target"/>. Outside the old image stands zero, or the image mirrored with
    /// its border repeated (d c b a | a b c d | d c b a).
    /// </summary>
    public static void Apply(
        ReadOnlySpan<float> source,
        ImageShape shape,
        in PixelMap map,
        PaddingMode mode,
        Span<float> target
    )
    {
        var (middleRow, middleColumn) = ((shape.Height - 1) / 2.0, (shape.Width - 1) / 2.0);
        var at = 0;
        for (var y = 0; y < shape.Height; y++)
        {
            for (var x = 0; x < shape.Width; x++, at += shape.Channels)
            {
                var (down, right) = (y - middleRow, x - middleColumn);
                var row = (map.RowByRow * down) + (map.RowByColumn * right) + map.RowShift + middleRow;
                var column = (map.ColumnByRow * down) + (map.ColumnByColumn * right) + map.ColumnShift + middleColumn;
                Look(source, shape, row, column, mode, target.Slice(at, shape.Channels));
            }
        }
    }

    private static void Look(
        ReadOnlySpan<float> source,
        ImageShape shape,
        double row,
        double column,
        PaddingMode mode,
        Span<float> target
    )
    {
        var (top, left) = ((int)Math.Floor(row), (int)Math.Floor(column));
        var (down, right) = ((float)(row - top), (float)(column - left));
        target.Clear();
        Add(source, shape, top, left, (1 - down) * (1 - right), mode, target);
        Add(source, shape, top, left + 1, (1 - down) * right, mode, target);
        Add(source, shape, top + 1, left, down * (1 - right), mode, target);
        Add(source, shape, top + 1, left + 1, down * right, mode, target);
    }

    private static void Add(
        ReadOnlySpan<float> source,
        ImageShape shape,
        int row,
        int column,
        float weight,
        PaddingMode mode,
        Span<float> target
    )
    {
        var isInside = (uint)row < (uint)shape.Height && (uint)column < (uint)shape.Width;
        if (weight == 0 || (!isInside && mode == PaddingMode.Zero))
        {
            return;
        }

        var (y, x) = isInside
            ? (row, column)
            : (AxisTaps.Mirror(row, shape.Height), AxisTaps.Mirror(column, shape.Width));
        var from = source.Slice((y * shape.Stride) + (x * shape.Channels), shape.Channels);
        for (var c = 0; c < from.Length; c++)
        {
            target[c] += weight * from[c];
        }
    }
}
