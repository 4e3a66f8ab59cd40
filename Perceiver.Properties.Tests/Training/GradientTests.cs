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
        var direction = p.MapNamed((name, leaf) => smooth.Normal("towards " + name, 1, leaf.shape));
        var (slope, error) = FiniteDifference.Along(Loss, p, direction);
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
            var drop = before.ToDouble() - Loss(FiniteDifference.Moved(p, gradient, -step)).ToDouble();
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
}
