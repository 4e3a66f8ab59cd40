using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Keeps a step's gradient from being too long.</summary>
public static class GradientClipping
{
    /// <summary>The Euclidean norm over all leaves together.</summary>
    public static double GlobalNorm<P>(P gradients)
        where P : IParameterTree<P>
    {
        using var scope = NewDisposeScope();
        var squares = 0.0;
        foreach (var leaf in gradients.Leaves())
        {
            var norm = leaf.norm().ToDouble();
            squares += norm * norm;
        }

        return Math.Sqrt(squares);
    }

    /// <summary>The same without waiting for the device, float64, <c>[]</c>. The last bits may differ.</summary>
    public static Tensor Norm<P>(P gradients)
        where P : IParameterTree<P> =>
        stack([.. gradients.Leaves().Select(leaf => leaf.norm().to(ScalarType.Float64))]).norm();

    /// <summary>As <see cref="Clip{P}(P, double, double)"/>, without waiting for the device.</summary>
    public static P Clip<P>(P gradients, Tensor norm, double largest)
        where P : IParameterTree<P>
    {
        var factor = where(norm.gt(largest), full_like(norm, largest).div(norm), ones_like(norm));
        return gradients.Map(leaf => leaf.mul(factor.to(leaf.dtype)));
    }

    /// <summary>The gradient with each number brought into ± <paramref name="largest"/>; its direction may turn.</summary>
    public static P ClipValue<P>(P gradients, double largest)
        where P : IParameterTree<P> => gradients.Map(leaf => leaf.clamp((Scalar)(-largest), (Scalar)largest));

    /// <summary>The gradient shortened to <paramref name="largest"/>, if it is longer; its direction stays.</summary>
    /// <param name="gradients">The gradient.</param>
    /// <param name="norm">Its <see cref="GlobalNorm"/>.</param>
    /// <param name="largest">The longest that may be.</param>
    public static P Clip<P>(P gradients, double norm, double largest)
        where P : IParameterTree<P> => norm <= largest ? gradients : gradients.Map(leaf => leaf.mul(largest / norm));
}
