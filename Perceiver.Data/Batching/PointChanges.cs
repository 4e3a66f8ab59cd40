using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Data;

/// <summary>Random changes of a cloud of points, each a pure function of the cloud and of a key.</summary>
internal static class PointChanges
{
    /// <summary>Applies a config's changes in their order; those of other inputs are passed over.</summary>
    /// <param name="changes">What is done.</param>
    /// <param name="key">The cloud's own key; each change folds in its place in the list.</param>
    /// <param name="cloud">The points, <c>[points, values]</c>; changed where they are.</param>
    /// <param name="values">Numbers of a point.</param>
    /// <param name="axes">How many of them are coordinates; what stands after them is a point's own.</param>
    public static void Apply(
        EquatableArray<AugmentationConfig> changes,
        RngKey key,
        Span<float> cloud,
        int values,
        int axes
    )
    {
        for (var i = 0; i < changes.Count; i++)
        {
            var random = new RandomStream(key.Fold(i));
            switch (changes[i])
            {
                case AugmentationConfig.PointScale scale:
                    for (var axis = 0; axis < axes; axis++)
                    {
                        Scale(cloud, values, axis, random.Uniform(scale.MinFactor, scale.MaxFactor));
                    }

                    break;
                case AugmentationConfig.PointShift shift:
                    for (var axis = 0; axis < axes; axis++)
                    {
                        Shift(cloud, values, axis, random.Uniform(-shift.Distance, shift.Distance));
                    }

                    break;
                case AugmentationConfig.PointJitter jitter:
                    Jitter(cloud, values, axes, jitter, random);
                    break;
            }
        }
    }

    private static void Scale(Span<float> cloud, int values, int axis, double factor)
    {
        for (var at = axis; at < cloud.Length; at += values)
        {
            cloud[at] = (float)(cloud[at] * factor);
        }
    }

    private static void Shift(Span<float> cloud, int values, int axis, double distance)
    {
        for (var at = axis; at < cloud.Length; at += values)
        {
            cloud[at] = (float)(cloud[at] + distance);
        }
    }

    // Point by point, axis by axis.
    private static void Jitter(
        Span<float> cloud,
        int values,
        int axes,
        AugmentationConfig.PointJitter jitter,
        RandomStream random
    )
    {
        for (var start = 0; start < cloud.Length; start += values)
        {
            for (var axis = 0; axis < axes; axis++)
            {
                var moved = Math.Clamp(jitter.Deviation * random.Normal(), -jitter.Limit, jitter.Limit);
                cloud[start + axis] = (float)(cloud[start + axis] + moved);
            }
        }
    }
}
