using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>The optimisers' updates over all parameters at once: the same operators in the same order, so the same bits.</summary>
internal static class ListUpdates
{
    /// <summary>Whether an optimiser has such an update.</summary>
    public static bool Has(OptimizerConfig options) => options is OptimizerConfig.AdamW or OptimizerConfig.Lamb;

    /// <summary>All of them after an update by AdamW or LAMB.</summary>
    /// <param name="lists">The operators.</param>
    /// <param name="update">The update.</param>
    /// <param name="before">Parameters and moments.</param>
    /// <param name="gradients">Their gradients.</param>
    public static LeafLists Update(
        IListOperators lists,
        OptimizerUpdate update,
        LeafLists before,
        IReadOnlyList<Tensor> gradients
    ) =>
        update.Options switch
        {
            OptimizerConfig.AdamW adam => AdamW(lists, adam, update, before, gradients),
            OptimizerConfig.Lamb lamb => Lamb(lists, lamb, update, before, gradients),
            _ => throw new ArgumentOutOfRangeException(nameof(update), update.Options, "No update over lists."),
        };

    private static LeafLists AdamW(
        IListOperators lists,
        OptimizerConfig.AdamW options,
        OptimizerUpdate update,
        LeafLists before,
        IReadOnlyList<Tensor> gradients
    )
    {
        var (_, decays, step, learningRate) = update;
        var (first, second) = Moments(lists, before, gradients, options.Beta1, options.Beta2);
        var size = lists.Sqrt(second);
        lists.Div_(size, Math.Sqrt(1 - Math.Pow(options.Beta2, step)));
        lists.Add_(size, options.Epsilon);
        var after = before.Parameters.ToArray();
        foreach (var own in (bool[])[true, false])
        {
            int[] places = [.. Enumerable.Range(0, after.Length).Where(i => decays[i] == own)];
            if (places.Length > 0)
            {
                var factor = 1 - (own ? learningRate * options.WeightDecay : 0);
                var kept = lists.Mul([.. places.Select(i => after[i])], factor);
                Array.ForEach([.. Enumerable.Range(0, places.Length)], i => after[places[i]] = kept[i]);
            }
        }

        lists.Addcdiv_(after, first, size, -learningRate / (1 - Math.Pow(options.Beta1, step)));
        return new(after, first, second);
    }

    private static LeafLists Lamb(
        IListOperators lists,
        OptimizerConfig.Lamb options,
        OptimizerUpdate update,
        LeafLists before,
        IReadOnlyList<Tensor> gradients
    )
    {
        var (_, decays, step, learningRate) = update;
        var (first, second) = Moments(lists, before, gradients, options.Beta1, options.Beta2);
        var size = lists.Div(second, 1 - Math.Pow(options.Beta2, step));
        lists.Sqrt_(size);
        lists.Add_(size, options.Epsilon);
        var direction = lists.Div(first, 1 - Math.Pow(options.Beta1, step));
        lists.Div_(direction, size);
        Apply(
            decays,
            chosen => lists.Add_(Chosen(direction, chosen), Chosen(before.Parameters, chosen), options.WeightDecay)
        );
        var adapts = update.Adapts(options);
        Apply(
            adapts,
            chosen =>
            {
                var (moved, weights) = (Chosen(direction, chosen), Chosen(before.Parameters, chosen));
                Tensor sizes = stack(lists.Norm(weights)),
                    lengths = stack(lists.Norm(moved));
                var ratios = where(sizes.gt(0).logical_and(lengths.gt(0)), sizes.div(lengths), ones_like(sizes))
                    .mul(learningRate);
                lists.Mul_(moved, [.. Enumerable.Range(0, moved.Length).Select(i => ratios.select(0, i))]);
            }
        );
        Apply([.. adapts.Select(each => !each)], chosen => lists.Mul_(Chosen(direction, chosen), learningRate));
        return new(lists.Sub(before.Parameters, direction), first, second);
    }

    private static (Tensor[] First, Tensor[] Second) Moments(
        IListOperators lists,
        LeafLists before,
        IReadOnlyList<Tensor> gradients,
        double beta1,
        double beta2
    )
    {
        var first = lists.Mul(before.FirstMoments, beta1);
        lists.Add_(first, gradients, 1 - beta1);
        var second = lists.Mul(before.SecondMoments, beta2);
        lists.Addcmul_(second, gradients, gradients, 1 - beta2);
        return (first, second);
    }

    // libtorch refuses empty lists.
    private static void Apply(IReadOnlyList<bool> which, Action<IReadOnlyList<bool>> change)
    {
        if (which.Contains(true))
        {
            change(which);
        }
    }

    private static Tensor[] Chosen(IReadOnlyList<Tensor> list, IReadOnlyList<bool> which) =>
        [.. list.Where((_, i) => which[i])];
}
