namespace Perceiver.Data;

/// <summary>Changes of colour on the scale 0..255, as torchvision has them; results are kept in that range. In place.</summary>
internal static class Colour
{
    /// <summary>Every value times a factor.</summary>
    public static void Brightness(Span<float> image, double factor)
    {
        foreach (ref var value in image)
        {
            value = Bounded(value * (float)factor);
        }
    }

    /// <summary>Away from the mean of the grey image by a factor.</summary>
    public static void Contrast(Span<float> image, int channels, double factor)
    {
        var sum = 0.0;
        for (var i = 0; i < image.Length; i += channels)
        {
            sum += Grey(image.Slice(i, channels));
        }

        var mean = (float)(sum / (image.Length / channels));
        foreach (ref var value in image)
        {
            value = Blend(value, mean, (float)factor);
        }
    }

    /// <summary>Away from each pixel's grey by a factor.</summary>
    public static void Saturation(Span<float> image, int channels, double factor)
    {
        for (var i = 0; i < image.Length && channels == 3; i += channels)
        {
            var grey = Grey(image.Slice(i, channels));
            foreach (ref var value in image.Slice(i, channels))
            {
                value = Blend(value, grey, (float)factor);
            }
        }
    }

    /// <summary>Turns the hue by a share of the full circle.</summary>
    public static void Hue(Span<float> image, int channels, double shift)
    {
        for (var i = 0; i < image.Length && channels == 3; i += channels)
        {
            Turn(image.Slice(i, 3), shift);
        }
    }

    /// <summary>0.2989 R + 0.587 G + 0.114 B, or the one channel there is.</summary>
    public static float Grey(ReadOnlySpan<float> pixel) =>
        pixel.Length == 3 ? (0.2989f * pixel[0]) + (0.587f * pixel[1]) + (0.114f * pixel[2]) : pixel[0];

    /// <summary>Goes from <paramref name="other"/> to <paramref name="value"/> and, with a factor above 1, beyond.</summary>
    public static float Blend(float value, float other, float factor) =>
        Bounded((factor * value) + ((1 - factor) * other));

    /// <summary>The value, in 0..255.</summary>
    public static float Bounded(float value) => Math.Clamp(value, 0, 255);

    // From RGB to hue, saturation and value, and back by the distance of each colour's sector.
    private static void Turn(Span<float> pixel, double shift)
    {
        var (r, g, b) = (pixel[0], pixel[1], pixel[2]);
        var (high, low) = (Math.Max(r, Math.Max(g, b)), Math.Min(r, Math.Min(g, b)));
        var range = high - low;
        if (range == 0)
        {
            return;
        }

        var sector =
            high == r ? (g - b) / range
            : high == g ? ((b - r) / range) + 2
            : ((r - g) / range) + 4;
        var turned = sector + (6 * shift);
        pixel[0] = Channel(5);
        pixel[1] = Channel(3);
        pixel[2] = Channel(1);

        float Channel(int offset)
        {
            var k = (((offset + turned) % 6) + 6) % 6;
            return (float)(high - (range * Math.Clamp(Math.Min(k, 4 - k), 0, 1)));
        }
    }
}
