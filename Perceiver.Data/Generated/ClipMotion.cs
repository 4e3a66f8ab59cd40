namespace Perceiver.Data;

/// <summary>How a shape moves through a clip: straight on along both axes, and back at each edge.</summary>
/// <param name="X">Where it starts, in ways from edge to edge, in 0..2: from 1 on it is on its way back.</param>
/// <param name="Y">The same along the other axis.</param>
/// <param name="SpeedX">Ways from edge to edge in a clip, above 0.</param>
/// <param name="SpeedY">The same along the other axis.</param>
internal readonly record struct ClipMotion(double X, double Y, double SpeedX, double SpeedY)
{
    private const double Slowest = 0.6;
    private const double Fastest = 1.8;

    /// <summary>A start and a speed.</summary>
    public static ClipMotion Draw(ref RandomStream stream) =>
        new(
            stream.Uniform(0, 2),
            stream.Uniform(0, 2),
            stream.Uniform(Slowest, Fastest),
            stream.Uniform(Slowest, Fastest)
        );

    /// <summary>Where it is at a time in 0..1, as shares of the ways.</summary>
    public (double X, double Y) At(double time) => (Fold(X + (SpeedX * time)), Fold(Y + (SpeedY * time)));

    /// <summary>How long ago it last met an edge; infinite where it has not yet.</summary>
    public double SinceBounce(double time) => Math.Min(Since(X, SpeedX, time), Since(Y, SpeedY, time));

    private static double Fold(double way)
    {
        var along = way % 2;
        return along <= 1 ? along : 2 - along;
    }

    // Edges are at the whole numbers of the way that is never turned back.
    private static double Since(double start, double speed, double time)
    {
        var way = start + (speed * time);
        var edge = Math.Floor(way);
        return edge > start ? (way - edge) / speed : double.PositiveInfinity;
    }
}
