using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// A record of tensors that can be taken apart and put together. Gradients and optimiser moments of such a record are
/// of its own type. Written by the generator behind <see cref="ParameterTreeAttribute"/>; used through
/// <see cref="ParameterTrees"/>.
/// </summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IParameterTree<TSelf>
    where TSelf : IParameterTree<TSelf>
{
    /// <summary>Adds the path of every leaf, each behind <paramref name="prefix"/>, in the order of the leaves.</summary>
    static abstract void AddNames(TSelf tree, string prefix, IList<string> names);

    /// <summary>Adds every leaf, in declaration order.</summary>
    static abstract void AddLeaves(TSelf tree, IList<Tensor> leaves);

    /// <summary>The tree with the form of <paramref name="structure"/> and other leaves, read from <paramref name="next"/> on.</summary>
    static abstract TSelf Rebuild(TSelf structure, ReadOnlySpan<Tensor> leaves, ref int next);
}
