using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Data;

/// <summary>Lit shapes on a dark ground, and what each pixel shows: a pure function of a key.</summary>
internal static class Scene
{
    // The ground is darker than any shape in each channel, so that a pixel alone tells both apart, and no more.
    private const double DarkestShape = 0.5;
    private const double Contrast = 0.1;

    /// <summary>The set of so many scenes; each depends on the key and its own number alone.</summary>
    /// <param name="key">What they are drawn from.</param>
    /// <param name="count">How many.</param>
    /// <param name="shape">Their size.</param>
    /// <param name="source">Shapes and noise.</param>
    public static ImageSet Set(RngKey key, int count, ImageShape shape, DataSourceConfig.Scenes source)
    {
        var area = shape.Height * shape.Width;
        var pixels = new byte[(long)count * shape.Size];
        var classes = new byte[(long)count * area];
        for (var i = 0; i < count; i++)
        {
            Draw(key.Fold(i), shape, source, pixels.AsSpan(i * shape.Size, shape.Size), classes.AsSpan(i * area, area));
        }

        return new ImageSet(pixels, shape.Height, shape.Width, shape.Channels, [.. new int[count]], [])
        {
            PixelClasses = classes,
        };
    }

    private static void Draw(
        RngKey key,
        ImageShape shape,
        DataSourceConfig.Scenes source,
        Span<byte> pixels,
        Span<byte> classes
    )
    {
        var stream = new RandomStream(key);
        var colours = new float[shape.Size];
        Paint(colours, Colour(ref stream, shape.Channels, 0, DarkestShape - Contrast));
        var shapes = 1 + stream.Below(source.Shapes);
        for (var i = 0; i < shapes; i++)
        {
            var kind = 1 + stream.Below(Config.Generated.SceneClasses.Count - 1);
            var outline = SceneShape.Draw(ref stream, kind, shape);
            var colour = Colour(ref stream, shape.Channels, DarkestShape, 1);
            for (var p = 0; p < classes.Length; p++)
            {
                // Half a pixel in: what is judged is the middle of a pixel.
                if (outline.Covers((p % shape.Width) + 0.5, (p / shape.Width) + 0.5))
                {
                    colour.CopyTo(colours, p * shape.Channels);
                    classes[p] = (byte)kind;
                }
            }
        }

        for (var i = 0; i < pixels.Length; i++)
        {
            var noisy = colours[i] + (source.Noise * stream.Normal());
            pixels[i] = (byte)Math.Clamp(Math.Round(noisy * 255), 0, 255);
        }
    }

    private static void Paint(float[] colours, float[] colour)
    {
        for (var i = 0; i < colours.Length; i++)
        {
            colours[i] = colour[i % colour.Length];
        }
    }

    // Any hue: which class a shape is of does not show in its colour.
    private static float[] Colour(ref RandomStream stream, int channels, double from, double to)
    {
        var colour = new float[channels];
        for (var c = 0; c < channels; c++)
        {
            colour[c] = (float)stream.Uniform(from, to);
        }

        return colour;
    }
}
