using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>Between parameter trees and the arrays of a file: one array per leaf, under the leaf's path.</summary>
public static class TreeFiles
{
    /// <summary>Copies of all leaves.</summary>
    public static IEnumerable<SafetensorsTensor> ToArrays<P>(P tree)
        where P : IParameterTree<P> => tree.Names().Zip(tree.Leaves(), SafetensorsTensors.FromTensor);

    /// <summary>
    /// The tree of the same form as <paramref name="structure"/> with the file's content; it belongs to the caller.
    /// </summary>
    /// <remarks>Weights of another program may be stored in another type; they are computed with in the structure's.</remarks>
    /// <exception cref="CommandFailure">An array is missing, or has another shape.</exception>
    public static P FromArrays<P>(P structure, SafetensorsFile file, string path, Device? device)
        where P : IParameterTree<P>
    {
        var arrays = file.Tensors.ToDictionary(array => array.Name, StringComparer.Ordinal);
        // All are checked before the first tensor is made, so that a failure leaves none behind.
        var found = structure.Names().Zip(structure.Leaves(), (name, leaf) => Matching(name, leaf)).ToArray();
        return structure
            .WithLeaves([.. found.Zip(structure.Leaves(), (array, leaf) => array.ToTensor(device).to(leaf.dtype))])
            .Keep();

        SafetensorsTensor Matching(string name, Tensor leaf)
        {
            if (!arrays.TryGetValue(name, out var array))
            {
                throw new CommandFailure($"{path}: there is no '{name}' in it.");
            }

            var shape = EquatableArray.Create<long>(leaf.shape);
            return array.Shape == shape
                ? array
                : throw new CommandFailure($"{path}: '{array.Name}' is {array.Shape} and the config makes it {shape}.");
        }
    }
}
