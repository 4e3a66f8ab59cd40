using System.Collections.Immutable;

namespace Perceiver.Data;

/// <summary>Which examples belong to which part; indices into the source, each in at most one part.</summary>
internal sealed record SplitIndices(
    ImmutableArray<int> Train,
    ImmutableArray<int> Validation,
    ImmutableArray<int> Test
);
