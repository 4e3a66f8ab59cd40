using Perceiver.Config;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Data;

/// <summary>Bends the images of a batch, each by its own map: what <see cref="Warp"/> does to one in memory.</summary>
internal static class DeviceWarp
{
    /// <summary>The new images.</summary>
    /// <param name="maps">One for each image.</param>
    /// <param name="mode">What stands outside the old images.</param>
    /// <param name="images">The batch, <c>[images, height, width, channels]</c>.</param>
    /// <param name="shape">Shape of one image.</param>
    public static Tensor Apply(PixelMap[] maps, PaddingMode mode, Tensor images, ImageShape shape)
    {
        var (middleRow, middleColumn) = ((shape.Height - 1) / 2.0, (shape.Width - 1) / 2.0);
        var down = arange(shape.Height, ScalarType.Float64, images.device).sub(middleRow).view(1, -1, 1);
        var right = arange(shape.Width, ScalarType.Float64, images.device).sub(middleColumn).view(1, 1, -1);
        var row = At(map => map.RowByRow, map => map.RowByColumn, map => map.RowShift).add(middleRow);
        var column = At(map => map.ColumnByRow, map => map.ColumnByColumn, map => map.ColumnShift).add(middleColumn);
        var (top, left) = (row.floor(), column.floor());
        var (below, beside) = (row.sub(top).to_type(ScalarType.Float32), column.sub(left).to_type(ScalarType.Float32));
        var (above, before) = (1 - below, 1 - beside);
        return zeros_like(images)
            .add(Look(top, left, above.mul(before)))
            .add(Look(top, left.add(1), above.mul(beside)))
            .add(Look(top.add(1), left, below.mul(before)))
            .add(Look(top.add(1), left.add(1), below.mul(beside)));

        Tensor At(Func<PixelMap, double> byRow, Func<PixelMap, double> byColumn, Func<PixelMap, double> shift) =>
            Numbers(byRow).mul(down).add(Numbers(byColumn).mul(right)).add(Numbers(shift));

        Tensor Numbers(Func<PixelMap, double> of) => DeviceNumbers.PerPlane(maps.Select(of), images);

        Tensor Look(Tensor y, Tensor x, Tensor weight)
        {
            var (oldRow, oldColumn) = (Mirror(y, shape.Height), Mirror(x, shape.Width));
            var place = oldRow.mul(shape.Width).add(oldColumn).to_type(ScalarType.Int64).view(maps.Length, -1, 1);
            var pixels = images
                .reshape(maps.Length, -1, shape.Channels)
                .gather(1, place.expand(maps.Length, place.shape[1], shape.Channels))
                .view(images.shape);
            var own =
                mode == PaddingMode.Zero
                    ? weight.mul(oldRow.eq(y).logical_and(oldColumn.eq(x)).to_type(ScalarType.Float32))
                    : weight;
            return own.unsqueeze(3).mul(pixels);
        }
    }

    // As AxisTaps.Mirror: a b c | c b a.
    private static Tensor Mirror(Tensor places, int size)
    {
        var period = 2.0 * size;
        var inside = places.sub(places.div(period).floor().mul(period));
        return minimum(inside, (period - 1) - inside);
    }
}
