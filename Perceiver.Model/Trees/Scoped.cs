using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// Runs a function in a dispose scope of its own and hands only its result to the caller's scope: whatever was made on
/// the way is freed at once, so that memory is bound by one step and not by the collector.
/// </summary>
public static class Scoped
{
    /// <summary>Keeps the one tensor that <paramref name="function"/> returns.</summary>
    public static Tensor Run(Func<Tensor> function)
    {
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(function());
    }

    /// <summary>Keeps the leaves of the tree that <paramref name="function"/> returns.</summary>
    public static P Run<P>(Func<P> function)
        where P : IParameterTree<P> => Run(function, tree => tree.Leaves());

    /// <summary>Keeps the tensors that <paramref name="leaves"/> finds in what <paramref name="function"/> returns.</summary>
    /// <remarks>A tensor that came in from outside belongs to another scope and stays there.</remarks>
    public static T Run<T>(Func<T> function, Func<T, IEnumerable<Tensor>> leaves)
    {
        using var scope = NewDisposeScope();
        var result = function();
        scope.MoveToOuter(leaves(result));
        return result;
    }
}
