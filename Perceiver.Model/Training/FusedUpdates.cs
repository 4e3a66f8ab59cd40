using System.Collections.Immutable;
using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>The optimisers' updates over all parameters in one pass of the engine.</summary>
internal static class FusedUpdates
{
    /// <summary>Whether there is such a pass for an optimiser and these tensors.</summary>
    public static bool Takes(
        OptimizerConfig options,
        DeviceCapabilities can,
        LeafLists before,
        IReadOnlyList<Tensor> gradients
    )
    {
        if (gradients.Count == 0 || options is not (OptimizerConfig.AdamW or OptimizerConfig.Lamb))
        {
            return false;
        }

        var type = gradients[0].dtype;
        return can.FusedUpdates.Contains(type)
            && gradients.Concat(before.All()).All(tensor => tensor.dtype == type)
            && before.All().All(tensor => tensor.is_contiguous());
    }

    /// <summary>All of them after an update.</summary>
    /// <param name="options">AdamW or LAMB.</param>
    /// <param name="decays">Which parameters decay.</param>
    /// <param name="before">Parameters and moments.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="step">The update's number, from 1.</param>
    /// <param name="learningRate">This update's learning rate.</param>
    /// <param name="buffers">Where the results are written.</param>
    public static LeafLists Update(
        OptimizerConfig options,
        bool[] decays,
        LeafLists before,
        IReadOnlyList<Tensor> gradients,
        long step,
        double learningRate,
        StateBuffers buffers
    )
    {
        var after = before.Map(leaf => buffers == StateBuffers.Reused ? leaf.detach() : empty_like(leaf));
        Engine.Current.Update(Rule(options, [.. decays], step, learningRate), before, gradients, after);
        return after;
    }

    private static FusedUpdateRule Rule(
        OptimizerConfig options,
        ImmutableArray<bool> decays,
        long step,
        double learningRate
    ) =>
        options switch
        {
            OptimizerConfig.AdamW adam => new(
                [],
                decays,
                learningRate,
                adam.Beta1,
                adam.Beta2,
                adam.Epsilon,
                adam.WeightDecay,
                step
            ),

            // tensorflow-addons takes what it excludes from decay out of the trust ratio as well.
            OptimizerConfig.Lamb lamb => new(
                [.. decays.Select(each => each || lamb.TrustExcluded)],
                decays,
                learningRate,
                lamb.Beta1,
                lamb.Beta2,
                lamb.Epsilon,
                lamb.WeightDecay,
                step
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options, "No update in one pass."),
        };
}
