using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What the blocks of a model keep: for the backward pass, and for whoever looks into them.</summary>
/// <param name="Recompute">What is computed anew instead, where the engine can; a shell says so where it cannot.</param>
/// <param name="IsObserved">Whether somebody outside keeps tensors that are made within a block.</param>
internal readonly record struct Checkpointing(Recompute Recompute, bool IsObserved = false)
{
    /// <summary>Runs a part and frees at once what it made on the way and nobody needs: only its answer stays.</summary>
    /// <param name="part">The part.</param>
    /// <param name="answer">The tensors of its answer.</param>
    public T Free<T>(Func<T> part, Func<T, IEnumerable<Tensor>> answer) =>
        IsObserved ? part() : Scoped.Run(part, answer);

    /// <summary>A block's answer, with everything kept that its backward pass needs, or nothing but what it was given.</summary>
    /// <param name="weights">The block's weights.</param>
    /// <param name="given">What it reads besides; null for what there is not.</param>
    /// <param name="block">The block, of both. It sees no other tensor: that could be gone when it is called again.</param>
    public Tensor Apply<P>(P weights, IReadOnlyList<Tensor?> given, Func<P, IReadOnlyList<Tensor?>, Tensor> block)
        where P : IParameterTree<P>
    {
        if (Recompute == Recompute.Nothing || !Engine.Current.Recomputes || !is_grad_enabled())
        {
            return Free(() => block(weights, given), one => [one]);
        }

        var leaves = weights.Leaves();
        bool[] present = [.. given.Select(one => one is not null)];
        return Engine.Current.Recompute(
            all =>
            {
                var rest = new Queue<Tensor>(all.Skip(leaves.Count));
                var again = present.Select(there => there ? rest.Dequeue() : null).ToArray();
                return block(weights.WithLeaves([.. all.Take(leaves.Count)]), again);
            },
            [.. leaves, .. given.OfType<Tensor>()]
        );
    }
}
