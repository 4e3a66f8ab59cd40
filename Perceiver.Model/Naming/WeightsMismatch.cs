using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>Where a set of named tensors does not fit a model. All lists are empty where it fits.</summary>
/// <param name="Missing">Names the model needs and that are not there.</param>
/// <param name="Unexpected">Names that are there and that the model does not know.</param>
/// <param name="Misshaped">Names whose tensor has another shape, with both shapes.</param>
public sealed record WeightsMismatch(
    EquatableArray<string> Missing,
    EquatableArray<string> Unexpected,
    EquatableArray<string> Misshaped
)
{
    /// <summary>Whether the tensors fit.</summary>
    public bool IsEmpty => Missing.Count + Unexpected.Count + Misshaped.Count == 0;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(
            "; ",
            new[] { ("missing", Missing), ("unexpected", Unexpected), ("of another shape", Misshaped) }
                .Where(part => part.Item2.Count > 0)
                .Select(part => $"{part.Item1}: {string.Join(", ", part.Item2)}")
        );
}
