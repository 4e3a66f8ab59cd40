namespace Perceiver.Data;

/// <summary>Draws a point of a surface.</summary>
internal delegate (double X, double Y, double Z) DrawPoint(ref RandomStream stream);

/// <summary>The surfaces of the solids, in the order of their classes. Each part of a surface is as likely as its area.</summary>
internal static class SolidSurface
{
    /// <summary>The surface of a kind of solid, with proportions of its own.</summary>
    public static DrawPoint Of(int kind, ref RandomStream stream)
    {
        var height = stream.Uniform(1.4, 2.6);
        var tube = stream.Uniform(0.25, 0.45);
        return kind switch
        {
            0 => Sphere,
            1 => Faces(Cube),
            2 => (ref RandomStream s) => Cylinder(ref s, height),
            3 => (ref RandomStream s) => Cone(ref s, height),
            4 => (ref RandomStream s) => Torus(ref s, tube),
            5 => Faces(Tetrahedron),
            6 => Faces(Octahedron),
            7 => (ref RandomStream s) => Capsule(ref s, height),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such solid."),
        };
    }

    private static readonly double[][][] Tetrahedron = Triangles(
        [
            [1, 1, 1],
            [1, -1, -1],
            [-1, 1, -1],
            [-1, -1, 1],
        ],
        "012 013 023 123"
    );

    private static readonly double[][][] Octahedron = Triangles(
        [
            [1, 0, 0],
            [0, 1, 0],
            [0, 0, 1],
            [-1, 0, 0],
            [0, -1, 0],
            [0, 0, -1],
        ],
        "012 015 042 045 312 315 342 345"
    );

    private static readonly double[][][] Cube = Triangles(
        [
            [-1, -1, -1],
            [-1, -1, 1],
            [-1, 1, -1],
            [-1, 1, 1],
            [1, -1, -1],
            [1, -1, 1],
            [1, 1, -1],
            [1, 1, 1],
        ],
        "013 032 457 476 015 054 237 276 026 064 137 175"
    );

    private static (double, double, double) Sphere(ref RandomStream stream)
    {
        var (z, angle) = (stream.Uniform(-1, 1), 2 * Math.PI * stream.Uniform());
        var radius = Math.Sqrt(1 - (z * z));
        return (radius * Math.Cos(angle), radius * Math.Sin(angle), z);
    }

    // Side and two lids of radius 1.
    private static (double, double, double) Cylinder(ref RandomStream stream, double height)
    {
        var part = stream.Uniform(0, height + 1);
        var angle = 2 * Math.PI * stream.Uniform();
        if (part < height)
        {
            return (Math.Cos(angle), Math.Sin(angle), part - (height / 2));
        }

        var radius = Math.Sqrt(stream.Uniform());
        return (radius * Math.Cos(angle), radius * Math.Sin(angle), part < height + 0.5 ? -height / 2 : height / 2);
    }

    // Mantle and base of radius 1.
    private static (double, double, double) Cone(ref RandomStream stream, double height)
    {
        var slant = Math.Sqrt(1 + (height * height));
        var isMantle = stream.Uniform(0, slant + 1) < slant;
        var (angle, radius) = (2 * Math.PI * stream.Uniform(), Math.Sqrt(stream.Uniform()));
        return (radius * Math.Cos(angle), radius * Math.Sin(angle), isMantle ? height * (1 - radius) : 0);
    }

    // Rejection: the outer half of the tube has more of the surface than the inner.
    private static (double, double, double) Torus(ref RandomStream stream, double tube)
    {
        while (true)
        {
            var (around, along) = (2 * Math.PI * stream.Uniform(), 2 * Math.PI * stream.Uniform());
            var radius = 1 + (tube * Math.Cos(around));
            if (stream.Uniform(0, 1 + tube) < radius)
            {
                return (radius * Math.Cos(along), radius * Math.Sin(along), tube * Math.Sin(around));
            }
        }
    }

    // A cylinder's side between two half spheres.
    private static (double, double, double) Capsule(ref RandomStream stream, double height)
    {
        var part = stream.Uniform(0, height + 2);
        if (part < height)
        {
            var angle = 2 * Math.PI * stream.Uniform();
            return (Math.Cos(angle), Math.Sin(angle), part - (height / 2));
        }

        var (x, y, z) = Sphere(ref stream);
        return (x, y, z + (z < 0 ? -height / 2 : height / 2));
    }

    private static DrawPoint Faces(double[][][] triangles) =>
        (ref RandomStream stream) =>
        {
            var corners = triangles[stream.Below(triangles.Length)];
            var (a, b) = (stream.Uniform(), stream.Uniform());
            if (a + b > 1)
            {
                (a, b) = (1 - a, 1 - b);
            }

            double Along(int axis) =>
                corners[0][axis]
                + (a * (corners[1][axis] - corners[0][axis]))
                + (b * (corners[2][axis] - corners[0][axis]));
            return (Along(0), Along(1), Along(2));
        };

    // All triangles of a solid are of one size here.
    private static double[][][] Triangles(double[][] corners, string faces) =>
        [.. faces.Split(' ').Select(face => face.Select(corner => corners[corner - '0']).ToArray())];
}
