using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>Gradients are derivatives.</summary>
[Properties(Arbitrary = [typeof(ModelArbitrary)])]
public sealed class GradientTests
{
    [Property]
    public void DirectionalDerivativeIsTheCentralDifference(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        // Smooth everywhere: at a ReLU's kink there is no derivative to compare with.
        var smooth = @case.Smooth().WithDropout(@case.Seed % 2 == 0 ? 0 : 0.3);
        var (p, batch) = (smooth.Parameters(), smooth.Labelled());
        var key = RngKey.FromSeed(@case.Seed);
        Tensor Loss(PerceiverParameters at) =>
            Losses.CrossEntropy(PerceiverModel.Forward(smooth.Config, at, batch.Images, key), batch.Labels, 0.1);
        var (_, gradient) = Differentiation.ValueAndGrad(Loss, p);
        var direction = p.MapNamed((name, leaf) => smooth.Normal("towards " + name, 1, leaf.shape));
        var slope = gradient.Zip(direction, (g, d) => g.mul(d).sum()).Leaves().Sum(leaf => leaf.ToDouble());

        // Large steps err by curvature and small ones by rounding; how much is not known, so the best of several counts.
        double Difference(double h) =>
            (Loss(Along(p, direction, h)).ToDouble() - Loss(Along(p, direction, -h)).ToDouble()) / (2 * h);
        double[] steps = [1e-3, 1e-4, 1e-5, 1e-6];
        var error = steps.Min(h => Math.Abs((((4 * Difference(h / 2)) - Difference(h)) / 3) - slope));
        Assert.InRange(error, 0, 1e-6 * Math.Max(1, Math.Abs(slope)));
    }

    [Property]
    public void ASmallStepLowersTheLossByTheStepTimesTheSquaredNorm(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var smooth = @case.Smooth();
        var (p, batch) = (smooth.Parameters(), smooth.Labelled());
        Tensor Loss(PerceiverParameters at) =>
            Losses.CrossEntropy(PerceiverModel.Forward(smooth.Config, at, batch.Images), batch.Labels);
        var (before, gradient) = Differentiation.ValueAndGrad(Loss, p);
        var squaredNorm = Math.Pow(GradientClipping.GlobalNorm(gradient), 2);

        // The curvature is not known: the step is halved until the linear term rules.
        for (var step = 1e-3 / squaredNorm; step * squaredNorm > 1e-9; step /= 2)
        {
            var drop = before.ToDouble() - Loss(Along(p, gradient, -step)).ToDouble();
            if (drop > 0.8 * step * squaredNorm && drop < 1.2 * step * squaredNorm)
            {
                return;
            }
        }

        Assert.Fail($"no small step lowers the loss as the gradient says (squared norm {squaredNorm:G3})");
    }

    [Property]
    public void NothingIsLeftBehindInTheArguments(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var (p, batch) = (@case.Parameters(), @case.Labelled());
        var bits = p.Leaves().Select(TensorAssert.Bits).ToArray();
        var (value, gradient) = Differentiation.ValueAndGrad(
            at => Losses.CrossEntropy(PerceiverModel.Forward(@case.Config, at, batch.Images), batch.Labels),
            p
        );
        Assert.All(p.Leaves(), leaf => Assert.False(leaf.requires_grad));
        Assert.All([value, .. gradient.Leaves()], leaf => Assert.False(leaf.requires_grad));
        Assert.Equal(bits, p.Leaves().Select(TensorAssert.Bits));
        Assert.Equal(p.Leaves().Select(leaf => leaf.shape), gradient.Leaves().Select(leaf => leaf.shape));
    }

    private static PerceiverParameters Along(PerceiverParameters p, PerceiverParameters direction, double step) =>
        p.Zip(direction, (leaf, d) => leaf.add(d.mul(step)));
}
