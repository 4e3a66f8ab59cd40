using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What can be done with every parameter tree. None of it writes to a tensor.</summary>
public static class ParameterTrees
{
    extension<P>(P tree)
        where P : IParameterTree<P>
    {
        /// <summary>The leaves, in declaration order.</summary>
        public IReadOnlyList<Tensor> Leaves()
        {
            var leaves = new List<Tensor>();
            P.AddLeaves(tree, leaves);
            return leaves;
        }

        /// <summary>The leaves' paths, in the order of <c>Leaves</c>, for example <c>encoder.towers.0.1.mlp.hidden.bias</c>.</summary>
        public IReadOnlyList<string> Names()
        {
            var names = new List<string>();
            P.AddNames(tree, "", names);
            return names;
        }

        /// <summary>The same tree with other leaves.</summary>
        /// <exception cref="ArgumentException">There are more or fewer leaves than the tree has.</exception>
        public P WithLeaves(ReadOnlySpan<Tensor> leaves)
        {
            var expected = tree.Leaves().Count;
            if (leaves.Length != expected)
            {
                throw new ArgumentException($"{typeof(P).Name} has {expected} leaves, but {leaves.Length} were given.");
            }

            var next = 0;
            return P.Rebuild(tree, leaves, ref next);
        }

        /// <summary>The tree of <paramref name="function"/>'s results.</summary>
        public P Map(Func<Tensor, Tensor> function) => tree.WithLeaves([.. tree.Leaves().Select(function)]);

        /// <summary>The tree of <paramref name="function"/>'s results, which sees each leaf's path too.</summary>
        public P MapNamed(Func<string, Tensor, Tensor> function) =>
            tree.WithLeaves([.. tree.Names().Zip(tree.Leaves(), function)]);

        /// <summary>Joins two trees of one form, leaf by leaf.</summary>
        /// <exception cref="ArgumentException">The trees differ in their number of leaves.</exception>
        public P Zip(P other, Func<Tensor, Tensor, Tensor> function)
        {
            IReadOnlyList<Tensor> mine = tree.Leaves(),
                theirs = other.Leaves();
            if (mine.Count != theirs.Count)
            {
                throw new ArgumentException($"Trees of {mine.Count} and {theirs.Count} leaves cannot be joined.");
            }

            return tree.WithLeaves([.. mine.Zip(theirs, function)]);
        }

        /// <summary>Frees the leaves. Only whoever owns the tree may do so, and nothing may use it afterwards.</summary>
        public void Release()
        {
            foreach (var leaf in tree.Leaves())
            {
                leaf.Dispose();
            }
        }

        /// <summary>Takes the leaves out of all dispose scopes: from here on the caller frees them, with <c>Release</c>.</summary>
        /// <remarks>Needed where a tree outlives the scope it was made in, or goes to another thread.</remarks>
        public P Keep()
        {
            foreach (var leaf in tree.Leaves())
            {
                leaf.DetachFromDisposeScope();
            }

            return tree;
        }
    }
}
