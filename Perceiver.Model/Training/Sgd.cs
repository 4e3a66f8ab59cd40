using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Stochastic gradient descent with momentum, as PyTorch has it. The first moment holds the momentum.</summary>
internal static class Sgd
{
    /// <summary>One parameter's update.</summary>
    /// <param name="options">Momentum and decay.</param>
    /// <param name="decays">Whether this parameter decays.</param>
    /// <param name="before">The parameter and its momentum.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="learningRate">This update's learning rate.</param>
    public static LeafUpdate Update(
        OptimizerConfig.Sgd options,
        bool decays,
        LeafUpdate before,
        Tensor gradient,
        double learningRate
    )
    {
        var slope = LeafUpdate.WithDecay(before.Parameter, gradient, decays ? options.WeightDecay : 0);

        // The momentum starts at zero, so that the first one is the gradient itself.
        var momentum = before.FirstMoment.mul(options.Momentum).add_(slope);
        var direction = options.Nesterov ? slope.add(momentum, options.Momentum) : momentum;
        return new(before.Parameter.sub(direction.mul(learningRate)), momentum, before.SecondMoment.detach());
    }
}
