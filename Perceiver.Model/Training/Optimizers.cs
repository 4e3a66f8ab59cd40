using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Optimisers as functions from parameters, gradient and memory to new parameters and memory.</summary>
public static class Optimizers
{
    /// <summary>The memory before the first update: zeros.</summary>
    public static OptimizerState<P> Init<P>(P parameters)
        where P : IParameterTree<P> =>
        new(parameters.Map(leaf => zeros_like(leaf)), parameters.Map(leaf => zeros_like(leaf)));

    /// <summary>One update.</summary>
    /// <param name="options">Which optimiser, and its settings; its learning rate is not used here.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="gradients">Their gradient, clipped already.</param>
    /// <param name="state">The optimiser's memory.</param>
    /// <param name="step">The update's number, from 1.</param>
    /// <param name="learningRate">This update's learning rate.</param>
    public static (P Parameters, OptimizerState<P> State) Update<P>(
        OptimizerConfig options,
        P parameters,
        P gradients,
        OptimizerState<P> state,
        long step,
        double learningRate
    )
        where P : IParameterTree<P>
    {
        IReadOnlyList<Tensor> values = parameters.Leaves(),
            slopes = gradients.Leaves(),
            firsts = state.FirstMoment.Leaves(),
            seconds = state.SecondMoment.Leaves();
        var after = new LeafUpdate[values.Count];
        for (var i = 0; i < after.Length; i++)
        {
            var (before, slope) = (new LeafUpdate(values[i], firsts[i], seconds[i]), slopes[i]);
            after[i] = Scoped.Run(
                () => Leaf(options, before, slope, step, learningRate),
                update => [update.Parameter, update.FirstMoment, update.SecondMoment]
            );
        }

        return (
            parameters.WithLeaves([.. after.Select(update => update.Parameter)]),
            new(
                parameters.WithLeaves([.. after.Select(update => update.FirstMoment)]),
                parameters.WithLeaves([.. after.Select(update => update.SecondMoment)])
            )
        );
    }

    private static LeafUpdate Leaf(
        OptimizerConfig options,
        LeafUpdate before,
        Tensor gradient,
        long step,
        double learningRate
    )
    {
        // Biases, norms and scalars are the parameters of at most one axis.
        var isMatrix = before.Parameter.ndim > 1;
        switch (options)
        {
            case OptimizerConfig.AdamW adam:
                return AdamW.Update(adam, isMatrix || adam.DecayBiasAndNorm, before, gradient, step, learningRate);
            case OptimizerConfig.Lamb lamb:
                // tensorflow-addons takes what it excludes from decay out of the trust ratio as well.
                var included = isMatrix || lamb.DecayBiasAndNorm;
                return Lamb.Update(lamb, included, included, before, gradient, step, learningRate);
            default:
                throw new ArgumentOutOfRangeException(nameof(options), options, "Unknown optimiser.");
        }
    }
}
