using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Data;

/// <summary>
/// Changes of tone of a batch <c>[images, height, width, channels]</c>: what <see cref="Tones"/> does to one image in
/// memory.
/// </summary>
internal static class DeviceTones
{
    private const int Levels = 256;

    /// <summary>Rounded values down to multiples of a step for each image.</summary>
    public static Tensor Posterize(Tensor images, Tensor steps) => Bytes(images).div(steps).floor().mul(steps);

    /// <summary>Values from a threshold on, float64, <c>[images, 1, 1]</c>, turned into their opposites.</summary>
    public static Tensor Solarize(Tensor images, Tensor thresholds) =>
        where(images.to_type(ScalarType.Float64).ge(thresholds.unsqueeze(3)), 255 - images, images);

    /// <summary>Each channel stretched to the whole range.</summary>
    public static Tensor AutoContrast(Tensor images)
    {
        long[] each = [images.shape[0], 1, 1, images.shape[3]];
        var low = images.amin(1, 2).view(each);
        var range = images.amax(1, 2).view(each).sub(low);
        var isFlat = range.eq(0);
        // A number over a tensor would be a product with the reciprocal.
        var factor = full_like(range, 255).div(range.masked_fill(isFlat, 1));
        var stretched = DeviceColours.Bounded(images.sub(low).mul(factor));
        return where(isFlat, images, stretched);
    }

    /// <summary>Each channel's values made evenly frequent.</summary>
    public static Tensor Equalize(Tensor images)
    {
        var (count, channels) = (images.shape[0], images.shape[3]);
        var values = Bytes(images).to_type(ScalarType.Int64).view(count, -1, channels).transpose(1, 2).contiguous();
        var histogram = zeros([count, channels, Levels], ScalarType.Int64, images.device)
            .scatter_add_(2, values, ones_like(values));
        var highest = histogram.gather(2, values.amax(2).unsqueeze(2));
        var step = (values.shape[2] - highest).div(255, RoundingMode.floor);
        var isFew = step.eq(0);
        var divisor = step.masked_fill(isFew, 1);
        var below = histogram.cumsum(2).sub(histogram);
        var table = below.add(divisor.div(2, RoundingMode.floor)).div(divisor, RoundingMode.floor).clamp(0, Levels - 1);
        var even = table.gather(2, values).to_type(ScalarType.Float32).transpose(1, 2).reshape(images.shape);
        return where(isFew.view(count, 1, 1, channels), images, even);
    }

    /// <summary>Away from the image blurred by (1 1 1, 1 5 1, 1 1 1) / 13 by a factor for each image; the border stays.</summary>
    public static Tensor Sharpness(Tensor images, Tensor factors)
    {
        var (height, width) = (images.shape[1] - 2, images.shape[2] - 2);
        if (height < 1 || width < 1)
        {
            return images;
        }

        var inner = Part(1, 1);
        var sum = inner.mul(4);
        for (var row = 0; row < 3; row++)
        {
            sum = sum.add(Part(row, 0).add(Part(row, 1)).add(Part(row, 2)));
        }

        var sharp = images.clone();
        sharp.narrow(1, 1, height).narrow(2, 1, width).copy_(DeviceColours.Blend(inner, sum.div(13), factors));
        return sharp;

        Tensor Part(int down, int right) => images.narrow(1, down, height).narrow(2, right, width);
    }

    private static Tensor Bytes(Tensor images) => images.round().clamp(0, 255);
}
