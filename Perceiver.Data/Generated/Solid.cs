using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Data;

/// <summary>Points on the surface of a solid: a pure function of a key.</summary>
internal static class Solid
{
    /// <summary>The set of so many clouds; cloud i is of class i modulo the classes, so that all are as frequent.</summary>
    /// <param name="key">What they are drawn from; a cloud depends on it and on its own number alone.</param>
    /// <param name="count">How many clouds.</param>
    /// <param name="points">Points of each.</param>
    /// <param name="noise">Standard deviation of each coordinate, where the solid reaches to 1.</param>
    public static PointSet Set(RngKey key, int count, int points, double noise)
    {
        var size = points * 3;
        var all = new float[(long)count * size];
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = i % Config.Generated.Solids.Count;
            Draw(key.Fold(i), labels[i], noise, all.AsSpan(i * size, size));
        }

        return new PointSet(all, points, 3, [.. labels]);
    }

    /// <summary>
    /// Draws a cloud: points spread evenly over the surface, stretched by up to a fifth along each axis, turned to any side,
    /// blurred, and brought into the unit ball.
    /// </summary>
    public static void Draw(RngKey key, int kind, double noise, Span<float> cloud)
    {
        var stream = new RandomStream(key);
        var surface = SolidSurface.Of(kind, ref stream);
        var turn = Turn.Draw(ref stream);
        double[] stretch = [stream.Uniform(0.8, 1.2), stream.Uniform(0.8, 1.2), stream.Uniform(0.8, 1.2)];
        for (var i = 0; i < cloud.Length; i += 3)
        {
            var (x, y, z) = surface(ref stream);
            (x, y, z) = turn.Apply(x * stretch[0], y * stretch[1], z * stretch[2]);
            (cloud[i], cloud[i + 1], cloud[i + 2]) = ((float)x, (float)y, (float)z);
        }

        Clouds.Normalize(cloud, 3);
        if (noise > 0)
        {
            for (var i = 0; i < cloud.Length; i++)
            {
                cloud[i] += (float)(noise * stream.Normal());
            }

            Clouds.Normalize(cloud, 3);
        }
    }
}
