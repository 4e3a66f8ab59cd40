using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>Where a set of named tensors does not fit a model. All lists are empty where it fits.</summary>
/// <param name="Missing">Names the model needs and that are not there.</param>
/// <param name="Unexpected">Names that are there and that the model does not know.</param>
/// <param name="Misshaped">Names whose tensor has another shape, with both shapes.</param>
/// <param name="Unequal">Pairs that must hold the same numbers and do not: layers that share weights, known tables.</param>
public sealed record WeightsMismatch(
    EquatableArray<string> Missing,
    EquatableArray<string> Unexpected,
    EquatableArray<string> Misshaped,
    EquatableArray<string> Unequal
)
{
    /// <summary>Everything fits.</summary>
    public static WeightsMismatch None { get; } = new([], [], [], []);

    /// <summary>Whether the tensors fit.</summary>
    public bool IsEmpty => Missing.Count + Unexpected.Count + Misshaped.Count + Unequal.Count == 0;

    /// <summary>Both together.</summary>
    public WeightsMismatch And(WeightsMismatch other) =>
        new(
            [.. Missing, .. other.Missing],
            [.. Unexpected, .. other.Unexpected],
            [.. Misshaped, .. other.Misshaped],
            [.. Unequal, .. other.Unequal]
        );

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(
            "; ",
            new[]
            {
                ("missing", Missing),
                ("unexpected", Unexpected),
                ("of another shape", Misshaped),
                ("not equal", Unequal),
            }
                .Where(part => part.Item2.Count > 0)
                .Select(part => $"{part.Item1}: {string.Join(", ", part.Item2)}")
        );

    internal static string Shape(string name, IEnumerable<long> actual, IEnumerable<long> expected) =>
        $"{name} [{string.Join(", ", actual)}] instead of [{string.Join(", ", expected)}]";
}
