using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What the blocks of a model keep for the backward pass.</summary>
/// <param name="Recompute">What is computed anew instead, where the engine can; a shell says so where it cannot.</param>
internal readonly record struct Checkpointing(Recompute Recompute)
{
    /// <summary>A block's answer, with everything kept that its backward pass needs, or nothing but what it was given.</summary>
    /// <param name="weights">The block's weights.</param>
    /// <param name="given">What it reads besides; null for what there is not.</param>
    /// <param name="block">The block, of both. It sees no other tensor: that could be gone when it is called again.</param>
    public Tensor Apply<P>(P weights, IReadOnlyList<Tensor?> given, Func<P, IReadOnlyList<Tensor?>, Tensor> block)
        where P : IParameterTree<P>
    {
        if (Recompute == Recompute.Nothing || !Engine.Current.Recomputes || !is_grad_enabled())
        {
            return block(weights, given);
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
