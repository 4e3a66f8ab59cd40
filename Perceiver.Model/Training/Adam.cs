using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Adam (1412.6980) with L2 decay in the gradient, as PyTorch has it.</summary>
internal static class Adam
{
    /// <summary>One parameter's update.</summary>
    /// <param name="options">Betas, epsilon, decay.</param>
    /// <param name="decays">Whether this parameter decays.</param>
    /// <param name="before">The parameter and its moments.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="step">The update's number, from 1.</param>
    /// <param name="learningRate">This update's learning rate.</param>
    public static LeafUpdate Update(
        OptimizerConfig.Adam options,
        bool decays,
        LeafUpdate before,
        Tensor gradient,
        long step,
        double learningRate
    )
    {
        var slope = LeafUpdate.WithDecay(before.Parameter, gradient, decays ? options.WeightDecay : 0);

        // The rest is AdamW without its decay.
        var plain = new OptimizerConfig.AdamW(1, options.Beta1, options.Beta2, options.Epsilon, 0, false);
        return AdamW.Update(plain, false, before, slope, step, learningRate);
    }
}
