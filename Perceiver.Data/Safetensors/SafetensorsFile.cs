using System.Collections.Immutable;

namespace Perceiver.Data;

/// <summary>The content of a safetensors file as a value.</summary>
/// <param name="Tensors">The arrays in the order of their bytes.</param>
/// <param name="Metadata">The free text pairs of <c>__metadata__</c>.</param>
public sealed record SafetensorsFile(
    ImmutableArray<SafetensorsTensor> Tensors,
    ImmutableSortedDictionary<string, string> Metadata
)
{
    /// <summary>The key under which a header keeps its text pairs.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>A file of these arrays without text pairs.</summary>
    public static SafetensorsFile Of(IEnumerable<SafetensorsTensor> tensors) =>
        new([.. tensors], ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>The array of that name, or null.</summary>
    public SafetensorsTensor? Find(string name) => Tensors.FirstOrDefault(tensor => tensor.Name == name);
}
