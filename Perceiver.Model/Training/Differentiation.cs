using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Derivatives as values: nothing is left in <c>.grad</c>, and the arguments are as they were.</summary>
public static class Differentiation
{
    /// <summary>A function's value and its gradient, which has the parameters' own type.</summary>
    /// <param name="function">From parameters to a scalar, <c>[]</c>.</param>
    /// <param name="parameters">Where; every leaf must have a part in the value.</param>
    public static (Tensor Value, P Gradient) ValueAndGrad<P>(Func<P, Tensor> function, P parameters)
        where P : IParameterTree<P>
    {
        var (value, _, gradient) = ValueAndGrad(p => (function(p), 0), parameters);
        return (value, gradient);
    }

    /// <summary>As above, for a function that tells something else besides, which is not differentiated.</summary>
    /// <param name="function">From parameters to a scalar, <c>[]</c>, and something besides.</param>
    /// <param name="parameters">Where; every leaf must have a part in the value.</param>
    /// <param name="tensors">The tensors in what is told besides; null means that there are none.</param>
    public static (Tensor Value, A Aside, P Gradient) ValueAndGrad<P, A>(
        Func<P, (Tensor, A)> function,
        P parameters,
        Func<A, IEnumerable<Tensor>>? tensors = null
    )
        where P : IParameterTree<P>
    {
        return Scoped.Run(
            () =>
            {
                using var recording = enable_grad();
                Tensor[] leaves = [.. parameters.Leaves().Select(leaf => leaf.detach().requires_grad_())];
                var (value, aside) = function(parameters.WithLeaves(leaves));
                var gradients = autograd.grad([value], leaves);
                return (value.detach(), aside, parameters.WithLeaves([.. gradients]));
            },
            result => [result.Item1, .. result.Item3.Leaves(), .. tensors?.Invoke(result.Item2) ?? []]
        );
    }
}
