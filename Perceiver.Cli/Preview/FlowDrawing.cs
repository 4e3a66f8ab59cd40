using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>
/// A flow as the field draws it: the hue says where a pixel goes (red to the right, then by yellow, green and blue around the
/// circle downwards), the strength of the colour how far; what stands still is white.
/// </summary>
internal static class FlowDrawing
{
    /// <summary>The picture.</summary>
    /// <param name="flow">To the right and down, <c>[height, width, 2]</c>.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="strongest">How far pixels go that have the full colour.</param>
    public static DecodedImage Of(ReadOnlySpan<float> flow, int height, int width, double strongest)
    {
        var pixels = new byte[height * width * 3];
        for (var p = 0; p < height * width; p++)
        {
            var (right, down) = ((double)flow[2 * p], (double)flow[(2 * p) + 1]);
            var strength = Math.Min(1, Math.Sqrt((right * right) + (down * down)) / strongest);
            var sixth = Math.Atan2(down, right) * 3 / Math.PI;
            for (var c = 0; c < 3; c++)
            {
                var colour = Full(sixth - (2 * c));
                pixels[(3 * p) + c] = (byte)Math.Round(255 * (1 - (strength * (1 - colour))));
            }
        }

        return new DecodedImage(pixels, height, width, 3);
    }

    /// <summary>The farthest that a pixel goes; a little more than nothing where none moves.</summary>
    public static double Farthest(ReadOnlySpan<float> flow)
    {
        var most = 1e-6;
        for (var i = 0; i + 1 < flow.Length; i += 2)
        {
            most = Math.Max(most, Math.Sqrt(((double)flow[i] * flow[i]) + ((double)flow[i + 1] * flow[i + 1])));
        }

        return most;
    }

    // How much of a primary colour there is so many sixths of the circle away from it.
    private static double Full(double away)
    {
        var near = Math.Abs(away - (6 * Math.Round(away / 6)));
        return Math.Clamp(2 - near, 0, 1);
    }
}
