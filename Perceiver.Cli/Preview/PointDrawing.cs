using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>A cloud of points as a picture: seen from above at a slant, what is nearer darker.</summary>
internal static class PointDrawing
{
    /// <summary>Pixels of each side.</summary>
    public const int Side = 160;

    // Clouds reach to 1 as they are; what changes enlarge shall still be seen.
    private const double Reach = 1.8;
    private const byte Paper = 255;

    /// <summary>The picture.</summary>
    /// <param name="cloud">The points, <c>[points, values]</c>.</param>
    /// <param name="values">Numbers of a point, coordinates first; of two both are seen straight.</param>
    public static DecodedImage Of(ReadOnlySpan<float> cloud, int values)
    {
        var pixels = new byte[Side * Side];
        pixels.AsSpan().Fill(Paper);
        for (var start = 0; start < cloud.Length; start += values)
        {
            double x = cloud[start],
                y = values > 1 ? cloud[start + 1] : 0,
                z = values > 2 ? cloud[start + 2] : 0;
            var (right, up) = values > 2 ? (0.87 * (x - y), z + (0.35 * (x + y))) : (x, y);
            var depth = values > 2 ? Math.Clamp((x + y + 2) / 4, 0, 1) : 0;
            Dot(pixels, Place(right), Side - 1 - Place(up), (byte)(20 + (160 * depth)));
        }

        return new DecodedImage(pixels, Side, Side, 1);
    }

    private static int Place(double value) => (int)Math.Round((Side - 1) * ((value / (2 * Reach)) + 0.5));

    private static void Dot(byte[] pixels, int x, int y, byte ink)
    {
        foreach (var (row, column) in ((int, int)[])[(y, x), (y + 1, x), (y, x + 1), (y + 1, x + 1)])
        {
            if ((uint)row < Side && (uint)column < Side)
            {
                var at = (row * Side) + column;
                pixels[at] = Math.Min(pixels[at], ink);
            }
        }
    }
}
