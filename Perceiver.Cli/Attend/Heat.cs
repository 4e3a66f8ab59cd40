using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Pictures with heat over them.</summary>
public static class Heat
{
    private const int LeastSide = 96;

    // From nothing over violet and orange to yellow: lighter is more, also where colours are not told apart.
    private static readonly (float Red, float Green, float Blue)[] Colours =
    [
        (0, 0, 0),
        (90, 20, 100),
        (190, 55, 80),
        (245, 140, 45),
        (255, 240, 130),
    ];

    /// <summary>An image with a map over it: coloured where the map is large, grey and dim where it is not.</summary>
    /// <param name="image">The image.</param>
    /// <param name="map"><c>[height, width]</c>; its largest value is the full colour.</param>
    public static DecodedImage Over(DecodedImage image, IReadOnlyList<float> map)
    {
        var most = Math.Max(map.Max(), float.Epsilon);
        var pixels = new byte[map.Count * 3];
        for (var i = 0; i < map.Count; i++)
        {
            // The root brings out what is less than the most.
            var strength = MathF.Sqrt(map[i] / most);
            var (red, green, blue) = Colour(strength);
            var grey = Grey(image, i);
            // Dim enough that more is lighter on white, too.
            var below = 0.4f * grey * (1 - (0.7f * strength));
            pixels[i * 3] = Level(below + red);
            pixels[(i * 3) + 1] = Level(below + green);
            pixels[(i * 3) + 2] = Level(below + blue);
        }

        return new(pixels, image.Height, image.Width, 3);
    }

    /// <summary>Small pictures larger, pixel by pixel.</summary>
    public static DecodedImage Enlarged(DecodedImage image)
    {
        var (height, width, channels) = (image.Height, image.Width, image.Channels);
        var scale = Math.Max(1, (LeastSide + Math.Min(height, width) - 1) / Math.Min(height, width));
        var pixels = new byte[height * width * scale * scale * channels];
        for (var i = 0; i < pixels.Length; i++)
        {
            var place = i / channels;
            var (y, x) = (place / (width * scale) / scale, place % (width * scale) / scale);
            pixels[i] = image.Pixels.Span[(((y * width) + x) * channels) + (i % channels)];
        }

        return new(pixels, height * scale, width * scale, channels);
    }

    private static float Grey(DecodedImage image, int place)
    {
        var pixel = image.Pixels.Span.Slice(place * image.Channels, image.Channels);
        return image.Channels == 1 ? pixel[0] : (0.299f * pixel[0]) + (0.587f * pixel[1]) + (0.114f * pixel[2]);
    }

    private static (float Red, float Green, float Blue) Colour(float strength)
    {
        var place = Math.Clamp(strength, 0, 1) * (Colours.Length - 1);
        var lower = Math.Min((int)place, Colours.Length - 2);
        var (low, high, rest) = (Colours[lower], Colours[lower + 1], place - lower);
        return (
            low.Red + ((high.Red - low.Red) * rest),
            low.Green + ((high.Green - low.Green) * rest),
            low.Blue + ((high.Blue - low.Blue) * rest)
        );
    }

    private static byte Level(float value) => (byte)Math.Clamp(MathF.Round(value), 0, 255);
}
