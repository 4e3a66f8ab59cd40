using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>All parameters of a model and their moments, each at one place in the three lists.</summary>
/// <param name="Parameters">The weights.</param>
/// <param name="FirstMoments">An optimiser's first memory of each.</param>
/// <param name="SecondMoments">Its second.</param>
public readonly record struct LeafLists(
    IReadOnlyList<Tensor> Parameters,
    IReadOnlyList<Tensor> FirstMoments,
    IReadOnlyList<Tensor> SecondMoments
)
{
    /// <summary>Every tensor.</summary>
    public IEnumerable<Tensor> All() => [.. Parameters, .. FirstMoments, .. SecondMoments];

    /// <summary>Another tensor for each.</summary>
    public LeafLists Map(Func<Tensor, Tensor> change) =>
        new([.. Parameters.Select(change)], [.. FirstMoments.Select(change)], [.. SecondMoments.Select(change)]);

    /// <summary>Those at some places.</summary>
    public LeafLists At(IReadOnlyList<int> places)
    {
        var (weights, firsts, seconds) = (Parameters, FirstMoments, SecondMoments);
        return new(
            [.. places.Select(i => weights[i])],
            [.. places.Select(i => firsts[i])],
            [.. places.Select(i => seconds[i])]
        );
    }
}
