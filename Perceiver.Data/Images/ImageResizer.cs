using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>
/// Scales images of any size to a model's: unless told otherwise bilinear with half-pixel centres, and antialiased where it shrinks, by
/// stretching the filter over all source pixels that fall into one target pixel (as PIL and PyTorch's antialias do).
/// </summary>
public static class ImageResizer
{
    /// <summary>The image with so many rows and columns; itself where it has them.</summary>
    public static DecodedImage Resize(
        DecodedImage image,
        int height,
        int width,
        ResizeMethod method = ResizeMethod.Auto
    )
    {
        if (image.Height == height && image.Width == width)
        {
            return image;
        }

        var columns = ResizeFilter.Of(method, image.Width, width);
        var rows = ResizeFilter.Of(method, image.Height, height);
        var channels = image.Channels;
        var source = image.Pixels.Span;

        // Columns first, in floating point: rounding between the passes would cost up to half a level.
        var narrowed = new float[image.Height * width * channels];
        for (var y = 0; y < image.Height; y++)
        {
            var line = source.Slice(y * image.Width * channels, image.Width * channels);
            for (var x = 0; x < width; x++)
            {
                var first = columns.First(x);
                var weights = columns.Weights(x);
                for (var c = 0; c < channels; c++)
                {
                    var sum = 0f;
                    for (var k = 0; k < weights.Length; k++)
                    {
                        sum += weights[k] * line[((first + k) * channels) + c];
                    }

                    narrowed[(((y * width) + x) * channels) + c] = sum;
                }
            }
        }

        var stride = width * channels;
        var pixels = new byte[height * stride];
        var sums = new float[stride];
        for (var y = 0; y < height; y++)
        {
            sums.AsSpan().Clear();
            var first = rows.First(y);
            var weights = rows.Weights(y);
            for (var k = 0; k < weights.Length; k++)
            {
                var line = narrowed.AsSpan((first + k) * stride, stride);
                for (var i = 0; i < stride; i++)
                {
                    sums[i] += weights[k] * line[i];
                }
            }

            for (var i = 0; i < stride; i++)
            {
                pixels[(y * stride) + i] = (byte)
                    Math.Clamp(MathF.Round(sums[i], MidpointRounding.AwayFromZero), 0, 255);
            }
        }

        return new DecodedImage(pixels, height, width, channels);
    }
}
