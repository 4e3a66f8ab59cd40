using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>LAMB (1904.00962), as tensorflow-addons has it: corrected moments, decay inside the step, trust ratio.</summary>
internal static class Lamb
{
    /// <summary>One parameter's update.</summary>
    /// <param name="options">Betas, epsilon, decay.</param>
    /// <param name="decays">Whether this parameter decays.</param>
    /// <param name="adapts">Whether its step is scaled to its norm.</param>
    /// <param name="before">The parameter and its moments.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="step">The update's number, from 1.</param>
    /// <param name="learningRate">This update's learning rate.</param>
    public static LeafUpdate Update(
        OptimizerConfig.Lamb options,
        bool decays,
        bool adapts,
        LeafUpdate before,
        Tensor gradient,
        long step,
        double learningRate
    )
    {
        var (first, second) = LeafUpdate.Moments(before, gradient, options.Beta1, options.Beta2);
        var firstCorrection = 1 - Math.Pow(options.Beta1, step);
        var secondCorrection = 1 - Math.Pow(options.Beta2, step);
        var size = second.div(secondCorrection).sqrt().add_(options.Epsilon);
        var direction = first.div(firstCorrection).div_(size);
        if (decays)
        {
            direction.add_(before.Parameter, options.WeightDecay);
        }

        var move = adapts
            ? direction.mul_(TrustRatio(before.Parameter, direction).mul(learningRate))
            : direction.mul_(learningRate);
        return new(before.Parameter.sub(move), first, second);
    }

    // ‖parameter‖ / ‖direction‖, and 1 where either is zero; stays a tensor so that no device has to wait for it.
    private static Tensor TrustRatio(Tensor parameter, Tensor direction)
    {
        Tensor size = parameter.norm(),
            length = direction.norm();
        return where(size.gt(0).logical_and(length.gt(0)), size.div(length), ones_like(size));
    }
}
