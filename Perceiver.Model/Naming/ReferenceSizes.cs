using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>Sizes that another program's model takes from each batch and that a config here says.</summary>
/// <param name="Axes">Elements along each axis of the input, without batch and channels; empty where they are not known.</param>
/// <param name="Queries">How many queries come with a batch; null where that is not known.</param>
public sealed record ReferenceSizes(EquatableArray<int> Axes, int? Queries)
{
    /// <summary>Nothing is known: the sizes follow from other arguments where they can.</summary>
    public static ReferenceSizes Unknown { get; } = new([], null);

    /// <summary>The axes, or so many of a usual size where they are not known.</summary>
    /// <exception cref="ArgumentException">There is another number of them.</exception>
    internal EquatableArray<int> AxesOr(EquatableArray<int> usual)
    {
        if (Axes.Count == 0)
        {
            return usual;
        }

        return Axes.Count == usual.Count
            ? Axes
            : throw new ArgumentException($"The input must have {usual.Count} axes, but has {Axes.Count}: {Axes}.");
    }
}
