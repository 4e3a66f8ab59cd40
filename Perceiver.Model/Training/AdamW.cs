using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>AdamW (1711.05101), as PyTorch has it: decay first, then the step of Adam.</summary>
internal static class AdamW
{
    /// <summary>One parameter's update.</summary>
    /// <param name="options">Betas, epsilon, decay.</param>
    /// <param name="decays">Whether this parameter decays.</param>
    /// <param name="before">The parameter and its moments.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="step">The update's number, from 1.</param>
    /// <param name="learningRate">This update's learning rate.</param>
    public static LeafUpdate Update(
        OptimizerConfig.AdamW options,
        bool decays,
        LeafUpdate before,
        Tensor gradient,
        long step,
        double learningRate
    )
    {
        var (first, second) = LeafUpdate.Moments(before, gradient, options.Beta1, options.Beta2);
        var firstCorrection = 1 - Math.Pow(options.Beta1, step);
        var secondCorrection = 1 - Math.Pow(options.Beta2, step);
        var size = second.sqrt().div_(Math.Sqrt(secondCorrection)).add_(options.Epsilon);
        var decay = decays ? learningRate * options.WeightDecay : 0;
        var after = before.Parameter.mul(1 - decay).addcdiv_(first, size, -learningRate / firstCorrection);
        return new(after, first, second);
    }
}
