using Perceiver.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>A derivative beside the differences that it is the limit of.</summary>
internal static class FiniteDifference
{
    private static readonly double[] Steps = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8];

    /// <summary>The derivative along a direction as autograd has it, and how far it is from central differences.</summary>
    /// <remarks>
    /// Large steps err by curvature and small ones by rounding; how much is not known, so the best of several counts.
    /// </remarks>
    /// <param name="loss">A function of the weights whose value is one number.</param>
    /// <param name="p">Where.</param>
    /// <param name="direction">Along what.</param>
    public static (double Slope, double Error) Along(
        Func<PerceiverParameters, Tensor> loss,
        PerceiverParameters p,
        PerceiverParameters direction
    )
    {
        var (_, gradient) = Differentiation.ValueAndGrad(loss, p);
        var slope = gradient.Zip(direction, (g, d) => g.mul(d).sum()).Leaves().Sum(leaf => leaf.ToDouble());
        return (slope, Error(slope, step => loss(Moved(p, direction, step)).ToDouble()));
    }

    /// <summary>The same for a function of several tensors, by one of them.</summary>
    /// <param name="function">Its value is one number.</param>
    /// <param name="at">Where.</param>
    /// <param name="which">The tensor that moves.</param>
    /// <param name="direction">Along what.</param>
    public static (double Slope, double Error) Along(
        Func<Tensor[], Tensor> function,
        Tensor[] at,
        int which,
        Tensor direction
    )
    {
        Tensor[] With(Tensor moved) => [.. at.Select((one, i) => i == which ? moved : one)];
        using var graph = enable_grad();
        var leaf = at[which].detach().clone().requires_grad_();
        // Nought of the tensor, for a function that does not use it.
        var gradient = autograd.grad([function(With(leaf)).add(leaf.sum().mul(0))], [leaf])[0];
        var slope = gradient.mul(direction).sum().ToDouble();
        return (slope, Error(slope, step => function(With(at[which].add(direction.mul(step)))).ToDouble()));
    }

    private static double Error(double slope, Func<double, double> value)
    {
        double Difference(double h) => (value(h) - value(-h)) / (2 * h);
        return Steps.Min(h => Math.Abs((((4 * Difference(h / 2)) - Difference(h)) / 3) - slope));
    }

    /// <summary>The weights a step further along a direction.</summary>
    public static PerceiverParameters Moved(PerceiverParameters p, PerceiverParameters direction, double step) =>
        p.Zip(direction, (leaf, d) => leaf.add(d.mul(step)));
}
