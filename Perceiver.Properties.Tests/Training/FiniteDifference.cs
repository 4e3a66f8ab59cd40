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
        double Value(double step) => loss(Moved(p, direction, step)).ToDouble();
        double Difference(double h) => (Value(h) - Value(-h)) / (2 * h);
        var error = Steps.Min(h => Math.Abs((((4 * Difference(h / 2)) - Difference(h)) / 3) - slope));
        return (slope, error);
    }

    /// <summary>The weights a step further along a direction.</summary>
    public static PerceiverParameters Moved(PerceiverParameters p, PerceiverParameters direction, double step) =>
        p.Zip(direction, (leaf, d) => leaf.add(d.mul(step)));
}
