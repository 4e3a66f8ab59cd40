using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Data;

/// <summary>
/// Changes of colour of a batch <c>[images, height, width, channels]</c>, each image by its own number: what
/// <see cref="Colour"/> does to one in memory.
/// </summary>
internal static class DeviceColours
{
    /// <summary>Away from the mean of the grey image.</summary>
    public static Tensor Contrast(Tensor images, Tensor factors)
    {
        var mean = Grey(images).to_type(ScalarType.Float64).mean([1, 2, 3], keepdim: true);
        return Blend(images, mean.to_type(ScalarType.Float32), factors);
    }

    /// <summary>Away from each pixel's grey; a grey image stays.</summary>
    public static Tensor Saturation(Tensor images, Tensor factors) =>
        images.shape[3] == 3 ? Blend(images, Grey(images), factors) : images;

    /// <summary>The hue turned by a share of the circle, float64, <c>[images, 1, 1]</c>; a grey image stays.</summary>
    public static Tensor Hue(Tensor images, Tensor turns)
    {
        if (images.shape[3] != 3)
        {
            return images;
        }

        var (r, g, b) = (Channel(images, 0), Channel(images, 1), Channel(images, 2));
        var (high, low) = (maximum(r, maximum(g, b)), minimum(r, minimum(g, b)));
        var range = high.sub(low);
        var isGrey = range.eq(0);
        var divisor = range.masked_fill(isGrey, 1);
        var sector = where(
            high.eq(r),
            g.sub(b).div(divisor),
            where(high.eq(g), b.sub(r).div(divisor).add(2), r.sub(g).div(divisor).add(4))
        );
        var turned = sector.to_type(ScalarType.Float64).add(turns.unsqueeze(3).mul(6));
        var (top, width) = (high.to_type(ScalarType.Float64), range.to_type(ScalarType.Float64));
        var changed = cat([At(5), At(3), At(1)], 3);
        return where(isGrey, images, changed);

        Tensor At(int offset)
        {
            var angle = turned.add(offset);
            var k = angle.sub(angle.div(6).floor().mul(6));
            return top.sub(width.mul(minimum(k, 4 - k).clamp(0, 1))).to_type(ScalarType.Float32);
        }
    }

    /// <summary>Goes from <paramref name="others"/> to <paramref name="images"/> and, with a factor above 1, beyond.</summary>
    public static Tensor Blend(Tensor images, Tensor others, Tensor factors) =>
        Bounded(factors.mul(images).add((1 - factors).mul(others)));

    /// <summary>The values, in 0..255.</summary>
    public static Tensor Bounded(Tensor images) => images.clamp(0, 255);

    private static Tensor Grey(Tensor images) =>
        images.shape[3] == 3
            ? Channel(images, 0).mul(0.2989f).add(Channel(images, 1).mul(0.587f)).add(Channel(images, 2).mul(0.114f))
            : Channel(images, 0);

    private static Tensor Channel(Tensor images, int channel) => images.narrow(3, channel, 1);
}
