using System.Collections.Immutable;

namespace Perceiver.Data;

/// <summary>Labelled clouds of points, all with as many points.</summary>
/// <param name="Points">Coordinates in [-1, 1], <c>[count, points, dimensions]</c>, row-major.</param>
/// <param name="PointCount">Points of each cloud.</param>
/// <param name="Dimensions">Coordinates of each point.</param>
/// <param name="Labels">The class of each cloud, from 0.</param>
public sealed record PointSet(ReadOnlyMemory<float> Points, int PointCount, int Dimensions, ImmutableArray<int> Labels)
    : ExampleSet
{
    /// <inheritdoc/>
    public override int Count => Labels.Length;

    /// <summary>Numbers of one cloud.</summary>
    public int CloudSize => PointCount * Dimensions;

    /// <summary>The coordinates of cloud <paramref name="index"/>, <c>[points, dimensions]</c>.</summary>
    public ReadOnlySpan<float> Cloud(int index) => Points.Span.Slice(index * CloudSize, CloudSize);
}
