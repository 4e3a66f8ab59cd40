namespace Perceiver.Data;

/// <summary>Changes of tone on the scale 0..255, as torchvision's RandAugment has them. In place.</summary>
internal static class Tones
{
    /// <summary>Keeps so many of the upper bits of each rounded value.</summary>
    public static void Posterize(Span<float> image, int bits)
    {
        var mask = 0xFF << (8 - bits) & 0xFF;
        foreach (ref var value in image)
        {
            value = Byte(value) & mask;
        }
    }

    /// <summary>Turns values from a threshold on into their opposites.</summary>
    public static void Solarize(Span<float> image, double threshold)
    {
        foreach (ref var value in image)
        {
            value = value >= threshold ? 255 - value : value;
        }
    }

    /// <summary>Stretches each channel to the whole range.</summary>
    public static void AutoContrast(Span<float> image, int channels)
    {
        for (var c = 0; c < channels; c++)
        {
            var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
            for (var i = c; i < image.Length; i += channels)
            {
                (low, high) = (Math.Min(low, image[i]), Math.Max(high, image[i]));
            }

            for (var i = c; i < image.Length && high > low; i += channels)
            {
                image[i] = Colour.Bounded((image[i] - low) * (255 / (high - low)));
            }
        }
    }

    /// <summary>Makes each channel's values evenly frequent (PIL's equalize, on rounded values).</summary>
    public static void Equalize(Span<float> image, int channels)
    {
        Span<int> histogram = stackalloc int[256];
        for (var c = 0; c < channels; c++)
        {
            histogram.Clear();
            var highest = 0;
            for (var i = c; i < image.Length; i += channels)
            {
                var value = Byte(image[i]);
                histogram[value]++;
                highest = Math.Max(highest, value);
            }

            var step = ((image.Length / channels) - histogram[highest]) / 255;
            if (step == 0)
            {
                continue;
            }

            // From here on the table holds what each value becomes: the count of those below it.
            var below = 0;
            foreach (ref var entry in histogram)
            {
                var count = entry;
                entry = Math.Min(255, (below + (step / 2)) / step);
                below += count;
            }

            for (var i = c; i < image.Length; i += channels)
            {
                image[i] = histogram[Byte(image[i])];
            }
        }
    }

    /// <summary>Away from the image blurred by (1 1 1, 1 5 1, 1 1 1) / 13 by a factor; the border stays.</summary>
    public static void Sharpness(ReadOnlySpan<float> source, ImageShape shape, double factor, Span<float> target)
    {
        source.CopyTo(target);
        for (var y = 1; y < shape.Height - 1; y++)
        {
            for (var i = (y * shape.Stride) + shape.Channels; i < ((y + 1) * shape.Stride) - shape.Channels; i++)
            {
                var sum = 4 * source[i];
                for (var row = -shape.Stride; row <= shape.Stride; row += shape.Stride)
                {
                    sum += source[i + row - shape.Channels] + source[i + row] + source[i + row + shape.Channels];
                }

                target[i] = Colour.Blend(source[i], sum / 13, (float)factor);
            }
        }
    }

    private static int Byte(float value) => (int)Math.Clamp(MathF.Round(value), 0, 255);
}
