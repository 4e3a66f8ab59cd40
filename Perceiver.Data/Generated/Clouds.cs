namespace Perceiver.Data;

/// <summary>Clouds of points in the place and size that a model sees them in.</summary>
internal static class Clouds
{
    /// <summary>Moves a cloud's centre to the origin and its farthest point to the distance 1.</summary>
    public static void Normalize(Span<float> cloud, int dimensions)
    {
        var count = cloud.Length / dimensions;
        var centre = new double[dimensions];
        for (var i = 0; i < cloud.Length; i++)
        {
            centre[i % dimensions] += cloud[i];
        }

        var farthest = 0.0;
        for (var p = 0; p < count; p++)
        {
            var distance = 0.0;
            for (var d = 0; d < dimensions; d++)
            {
                var from = cloud[(p * dimensions) + d] - (centre[d] / count);
                distance += from * from;
            }

            farthest = Math.Max(farthest, distance);
        }

        var scale = farthest > 0 ? 1 / Math.Sqrt(farthest) : 0;
        for (var i = 0; i < cloud.Length; i++)
        {
            cloud[i] = (float)((cloud[i] - (centre[i % dimensions] / count)) * scale);
        }
    }
}
