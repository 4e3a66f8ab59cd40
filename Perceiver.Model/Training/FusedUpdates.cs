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

    /// <summary>All of them after an update by AdamW or LAMB.</summary>
    /// <param name="update">The update.</param>
    /// <param name="before">Parameters and moments.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="buffers">Where the results are written.</param>
    public static LeafLists Update(
        OptimizerUpdate update,
        LeafLists before,
        IReadOnlyList<Tensor> gradients,
        StateBuffers buffers
    )
    {
        var after = before.Map(leaf => buffers == StateBuffers.Reused ? leaf.detach() : empty_like(leaf));
        Engine.Current.Update(Rule(update), before, gradients, after);
        return after;
    }

    private static FusedUpdateRule Rule(OptimizerUpdate update)
    {
        var (options, decays, step, learningRate) = update;
        return options switch
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
            OptimizerConfig.Lamb lamb => new(
                update.Adapts(lamb),
                decays,
                learningRate,
                lamb.Beta1,
                lamb.Beta2,
                lamb.Epsilon,
                lamb.WeightDecay,
                step
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(update), options, "No update in one pass."),
        };
    }
}
