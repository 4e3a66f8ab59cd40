using Perceiver.Data;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Does changes that were drawn, one after the other, into memory that held something else.</summary>
internal static class DrawnChanges
{
    public static float[] Apply(IEnumerable<PixelChange> changes, float[] image, ImageShape shape)
    {
        var current = (float[])image.Clone();
        foreach (var change in changes)
        {
            var target = Enumerable.Repeat(float.NaN, shape.Size).ToArray();
            PixelChanges.Apply(change, current, shape, target);
            current = target;
        }

        return current;
    }
}
