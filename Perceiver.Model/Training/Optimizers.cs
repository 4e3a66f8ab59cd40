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
    /// <param name="frozen">Which leaves stay as they are, bit for bit, and their memory too; null means none.</param>
    public static (P Parameters, OptimizerState<P> State) Update<P>(
        OptimizerConfig options,
        P parameters,
        P gradients,
        OptimizerState<P> state,
        long step,
        double learningRate,
        IReadOnlyList<bool>? frozen = null
    )
        where P : IParameterTree<P>
    {
        IReadOnlyList<Tensor> values = parameters.Leaves(),
            slopes = gradients.Leaves(),
            firsts = state.FirstMoment.Leaves(),
            seconds = state.SecondMoment.Leaves();
        var excluded = Named(options.DecayExclude, parameters);

        // Biases, norms and scalars are the parameters of at most one axis.
        bool[] decays = [.. values.Select((value, i) => (value.ndim > 1 || options.DecayBiasAndNorm) && !excluded[i])];
        if (
            frozen is null
            && Engine.Current.Lists is { } lists
            && ListUpdates.Has(options)
            && Engine.Current.Can(values[0].device).ListOperators
        )
        {
            var all = Scoped.Run(
                () =>
                    ListUpdates.Update(
                        lists,
                        options,
                        decays,
                        new(values, firsts, seconds),
                        slopes,
                        step,
                        learningRate
                    ),
                update => [.. update.Parameters, .. update.FirstMoments, .. update.SecondMoments]
            );
            return (
                parameters.WithLeaves([.. all.Parameters]),
                new(parameters.WithLeaves([.. all.FirstMoments]), parameters.WithLeaves([.. all.SecondMoments]))
            );
        }

        var after = new LeafUpdate[values.Count];
        for (var i = 0; i < after.Length; i++)
        {
            var (before, slope, own) = (new LeafUpdate(values[i], firsts[i], seconds[i]), slopes[i], decays[i]);
            if (frozen is not null && frozen[i])
            {
                after[i] = new(values[i].detach(), firsts[i].detach(), seconds[i].detach());
                continue;
            }

            after[i] = Scoped.Run(
                () => Leaf(options, own, before, slope, step, learningRate),
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

    /// <summary>The same optimiser with another share of the last step (momentum, or beta1).</summary>
    public static OptimizerConfig WithMomentum(OptimizerConfig options, double momentum) =>
        options switch
        {
            OptimizerConfig.Sgd sgd => sgd with { Momentum = momentum },
            OptimizerConfig.Adam adam => adam with { Beta1 = momentum },
            OptimizerConfig.AdamW adam => adam with { Beta1 = momentum },
            OptimizerConfig.Lamb lamb => lamb with { Beta1 = momentum },
            _ => throw new ArgumentOutOfRangeException(nameof(options), options, "Unknown optimiser."),
        };

    /// <summary>Which leaves one of some patterns names; their names are asked for only where there are patterns.</summary>
    internal static bool[] Named<P>(EquatableArray<string> patterns, P parameters)
        where P : IParameterTree<P> =>
        patterns.Count == 0
            ? new bool[parameters.Leaves().Count]
            : [.. parameters.Names().Select(name => patterns.Any(pattern => ParameterPattern.Matches(pattern, name)))];

    private static LeafUpdate Leaf(
        OptimizerConfig options,
        bool decays,
        LeafUpdate before,
        Tensor gradient,
        long step,
        double learningRate
    ) =>
        options switch
        {
            OptimizerConfig.AdamW adam => AdamW.Update(adam, decays, before, gradient, step, learningRate),
            OptimizerConfig.Adam adam => Adam.Update(adam, decays, before, gradient, step, learningRate),
            OptimizerConfig.Sgd sgd => Sgd.Update(sgd, decays, before, gradient, learningRate),

            // tensorflow-addons takes what it excludes from decay out of the trust ratio as well.
            OptimizerConfig.Lamb lamb => Lamb.Update(
                lamb,
                decays,
                decays || lamb.TrustExcluded,
                before,
                gradient,
                step,
                learningRate
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options, "Unknown optimiser."),
        };
}
