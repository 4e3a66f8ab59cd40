using System.Collections.Immutable;
using LanguageExt;
using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>Labelled examples whose pixels are gathered only for those that are used.</summary>
/// <param name="Labels">The class of each example.</param>
/// <param name="Groups">The group of each example; empty where each stands alone.</param>
/// <param name="ClassNames">Names of the classes, in label order.</param>
/// <param name="Gather">The images of the examples at these indices, in this order.</param>
internal sealed record ExampleSource(
    ImmutableArray<int> Labels,
    ImmutableArray<string> Groups,
    EquatableArray<string> ClassNames,
    Func<ImmutableArray<int>, Either<DataError, ImageSet>> Gather
)
{
    /// <summary>How many examples there are.</summary>
    public int Count => Labels.Length;

    /// <summary>All images, in file order.</summary>
    public Either<DataError, ImageSet> All() => Gather([.. Enumerable.Range(0, Count)]);
}
