namespace Perceiver.Data;

/// <summary>A disc, square, triangle or ring somewhere in an image, turned by some angle.</summary>
/// <param name="Kind">Its class.</param>
/// <param name="X">Its centre, in pixels.</param>
/// <param name="Y">Its centre, in pixels.</param>
/// <param name="Radius">From its centre to its corners, in pixels.</param>
/// <param name="Cosine">Of its angle.</param>
/// <param name="Sine">Of its angle.</param>
internal readonly record struct SceneShape(int Kind, double X, double Y, double Radius, double Cosine, double Sine)
{
    /// <summary>A shape whose centre is in the image.</summary>
    public static SceneShape Draw(ref RandomStream stream, int kind, ImageShape image)
    {
        var side = Math.Min(image.Height, image.Width);
        var radius = stream.Uniform(0.16 * side, 0.34 * side);
        var (x, y) = (stream.Uniform(0, image.Width), stream.Uniform(0, image.Height));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * stream.Uniform());
        return new(kind, x, y, radius, cosine, sine);
    }

    /// <summary>Whether it covers a point.</summary>
    public bool Covers(double x, double y)
    {
        var (dx, dy) = ((x - X) / Radius, (y - Y) / Radius);
        var (u, v) = ((dx * Cosine) + (dy * Sine), (dy * Cosine) - (dx * Sine));
        var distance = (u * u) + (v * v);
        return Kind switch
        {
            1 => distance <= 1,
            2 => Math.Max(Math.Abs(u), Math.Abs(v)) <= Math.Sqrt(0.5),
            3 => v <= 0.5 && (Math.Sqrt(3) * Math.Abs(u)) - v <= 1,
            _ => distance is <= 1 and >= 0.25,
        };
    }
}
