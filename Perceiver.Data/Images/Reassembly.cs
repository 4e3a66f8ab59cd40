using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>From what an autoencoder of images answers back to an image.</summary>
public static class Reassembly
{
    /// <summary>
    /// The image as bytes: normalisation undone, and the mean of the answers where patches overlap. Null where a pixel has
    /// no answer.
    /// </summary>
    /// <param name="config">An autoencoder of images.</param>
    /// <param name="statistics">What normalised the pixels.</param>
    /// <param name="answers">The answers to one image, <c>[queries, values]</c>, row-major.</param>
    public static DecodedImage? Image(PerceiverConfig config, PixelStatistics statistics, ReadOnlySpan<float> answers)
    {
        var input = (InputConfig.Image)config.Model.Input;
        var shape = new ImageShape(input.Height, input.Width, input.Channels);
        var (sums, counts) = (new double[shape.Size], new int[shape.Size]);
        var next = 0;
        foreach (var place in Places(config, shape))
        {
            if (place >= 0)
            {
                sums[place] += answers[next];
                counts[place]++;
            }

            next++;
        }

        if (counts.Contains(0))
        {
            return null;
        }

        var pixels = new byte[shape.Size];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (offset, divisor) = Normalizer.Scale(config.Data.Normalization, statistics, i % shape.Channels);
            pixels[i] = (byte)Math.Clamp(Math.Round((sums[i] / counts[i] * divisor) + offset), 0, 255);
        }

        return new DecodedImage(pixels, shape.Height, shape.Width, shape.Channels);
    }

    // Where each number of the answer belongs in the image; -1 for the padding around it.
    private static IEnumerable<int> Places(PerceiverConfig config, ImageShape shape)
    {
        if (
            config.Task is not TaskConfig.Autoencoding { Target: AutoencodingTarget.Inputs }
            || config.Model.Preprocessor is not PreprocessorConfig.Patches patches
        )
        {
            var stride =
                config.Task is TaskConfig.Autoencoding { Target: AutoencodingTarget.Inputs }
                && config.Model.Preprocessor is PreprocessorConfig.Pixels pixels
                    ? pixels.Stride
                    : 1;
            for (var y = 0; y < shape.Height; y += stride)
            {
                for (var x = 0; x < shape.Width; x += stride)
                {
                    for (var c = 0; c < shape.Channels; c++)
                    {
                        yield return (((y * shape.Width) + x) * shape.Channels) + c;
                    }
                }
            }

            yield break;
        }

        for (var top = -patches.Padding; top + patches.Size <= shape.Height + patches.Padding; top += patches.Stride)
        {
            for (
                var left = -patches.Padding;
                left + patches.Size <= shape.Width + patches.Padding;
                left += patches.Stride
            )
            {
                for (var i = 0; i < patches.Size * patches.Size * shape.Channels; i++)
                {
                    var (c, pixel) = (i % shape.Channels, i / shape.Channels);
                    var (y, x) = (top + (pixel / patches.Size), left + (pixel % patches.Size));
                    var inside = y >= 0 && y < shape.Height && x >= 0 && x < shape.Width;
                    yield return inside ? (((y * shape.Width) + x) * shape.Channels) + c : -1;
                }
            }
        }
    }
}
