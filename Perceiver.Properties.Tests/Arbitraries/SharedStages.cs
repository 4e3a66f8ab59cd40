using System.Globalization;
using Perceiver.Config;
using Perceiver.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Models whose stages share weights, beside the same models whose stages hold copies of them.</summary>
internal static class SharedStages
{
    /// <summary>The encoder with weights of its own for each stage.</summary>
    public static EncoderConfig Apart(EncoderConfig encoder) => encoder with { Sharing = WeightSharing.None };

    /// <summary>The weights of the model that shares, as the one that does not holds them.</summary>
    public static PerceiverParameters Copy(PerceiverConfig shared, PerceiverConfig apart, PerceiverParameters p)
    {
        var leaves = p.Names().Zip(p.Leaves()).ToDictionary();
        return ParameterAssembly.Assemble(apart, name => leaves[NameInShared(shared, name)]);
    }

    /// <summary>For each weight that is shared the sum over its copies.</summary>
    public static PerceiverParameters SumOfCopies(
        PerceiverConfig shared,
        PerceiverParameters structure,
        PerceiverParameters copies
    )
    {
        var sums = copies
            .Names()
            .Zip(copies.Leaves())
            .GroupBy(leaf => NameInShared(shared, leaf.Item1), leaf => leaf.Item2)
            .ToDictionary(group => group.Key, group => group.Aggregate((sum, leaf) => sum.add(leaf)));
        return structure.MapNamed((name, _) => sums[name]);
    }

    // encoder.cross_attends.2.mlp... of the unshared net is encoder.cross_attends.{the one that stage 2 uses}.mlp...
    private static string NameInShared(PerceiverConfig shared, string name)
    {
        var sharing = StageSharing.Of(shared.Model.Encoder);
        var parts = name.Split('.');
        if (parts is ["encoder", "cross_attends", var cross, ..])
        {
            parts[2] = $"{sharing.CrossAttend(int.Parse(cross, CultureInfo.InvariantCulture))}";
        }
        else if (parts is ["encoder", "towers", var tower, ..])
        {
            parts[2] = $"{sharing.Tower(int.Parse(tower, CultureInfo.InvariantCulture))}";
        }

        return string.Join('.', parts);
    }
}
