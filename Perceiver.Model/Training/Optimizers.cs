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
    /// <param name="buffers">Where the results are written.</param>
    public static (P Parameters, OptimizerState<P> State) Update<P>(
        OptimizerConfig options,
        P parameters,
        P gradients,
        OptimizerState<P> state,
        long step,
        double learningRate,
        IReadOnlyList<bool>? frozen = null,
        StateBuffers buffers = StateBuffers.New
    )
        where P : IParameterTree<P>
    {
        var before = new LeafLists(parameters.Leaves(), state.FirstMoment.Leaves(), state.SecondMoment.Leaves());
        var slopes = gradients.Leaves();
        var excluded = Named(options.DecayExclude, parameters);

        // Biases, norms and scalars are the parameters of at most one axis.
        bool Decays(int leaf) => (before.Parameters[leaf].ndim > 1 || options.DecayBiasAndNorm) && !excluded[leaf];
        int[] moving = [.. Enumerable.Range(0, slopes.Count).Where(i => frozen is null || !frozen[i])];
        OptimizerUpdate update = new(options, [.. moving.Select(Decays)], step, learningRate);
        var moved = Moved(update, before.At(moving), [.. moving.Select(i => slopes[i])], buffers);
        return (
            parameters.WithLeaves([.. With(before.Parameters, moving, moved.Parameters)]),
            new(
                parameters.WithLeaves([.. With(before.FirstMoments, moving, moved.FirstMoments)]),
                parameters.WithLeaves([.. With(before.SecondMoments, moving, moved.SecondMoments)])
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

    // In one pass where the engine has one; over lists where a device is faster so; else one after the other.
    private static LeafLists Moved(
        OptimizerUpdate update,
        LeafLists before,
        IReadOnlyList<Tensor> gradients,
        StateBuffers buffers
    )
    {
        var can = before.Parameters.Count > 0 ? Engine.Current.Can(before.Parameters[0].device) : new();
        if (FusedUpdates.Takes(update.Options, can, before, gradients))
        {
            return FusedUpdates.Update(update, before, gradients, buffers);
        }

        if (can.ListOperators && Engine.Current.Lists is { } lists && ListUpdates.Has(update.Options))
        {
            return Scoped.Run(() => ListUpdates.Update(lists, update, before, gradients), after => after.All());
        }

        return InTurn(update, before, gradients, buffers);
    }

    /// <summary>All of them after an update, one after the other.</summary>
    internal static LeafLists InTurn(
        OptimizerUpdate update,
        LeafLists before,
        IReadOnlyList<Tensor> gradients,
        StateBuffers buffers
    )
    {
        LeafUpdate[] after =
        [
            .. gradients.Select(
                (slope, i) =>
                {
                    LeafUpdate leaf = new(before.Parameters[i], before.FirstMoments[i], before.SecondMoments[i]);
                    return Scoped.Run(
                        () => leaf.Write(Leaf(update, i, leaf, slope), buffers),
                        written => [written.Parameter, written.FirstMoment, written.SecondMoment]
                    );
                }
            ),
        ];
        return new(
            [.. after.Select(leaf => leaf.Parameter)],
            [.. after.Select(leaf => leaf.FirstMoment)],
            [.. after.Select(leaf => leaf.SecondMoment)]
        );
    }

    // Those that moved at their places, and the others as they are.
    private static Tensor[] With(IReadOnlyList<Tensor> before, int[] places, IReadOnlyList<Tensor> moved)
    {
        var all = new Tensor[before.Count];
        for (var i = 0; i < places.Length; i++)
        {
            all[places[i]] = moved[i];
        }

        return [.. all.Select((tensor, i) => tensor ?? before[i].detach())];
    }

    // One parameter's.
    private static LeafUpdate Leaf(OptimizerUpdate update, int place, LeafUpdate before, Tensor gradient)
    {
        var (options, all, step, learningRate) = update;
        var decays = all[place];
        return options switch
        {
            OptimizerConfig.AdamW adam => AdamW.Update(adam, decays, before, gradient, step, learningRate),
            OptimizerConfig.Adam adam => Adam.Update(adam, decays, before, gradient, step, learningRate),
            OptimizerConfig.Sgd sgd => Sgd.Update(sgd, decays, before, gradient, learningRate),
            OptimizerConfig.Lamb lamb => Lamb.Update(
                lamb,
                decays,
                update.Adapts(lamb)[place],
                before,
                gradient,
                step,
                learningRate
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(update), options, "Unknown optimiser."),
        };
    }
}
