using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>A net whose stages share weights is the net whose stages hold copies of them.</summary>
[Properties(Arbitrary = [typeof(ModelArbitrary)])]
public sealed class SharingTests
{
    [Property]
    public void SharedWeightsAreCopiedWeights(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var (shared, copies, parameters) = Unshare(@case);
        TensorAssert.Close(
            PerceiverModel.Forward(shared.Config, parameters, @case.Images()).Values,
            PerceiverModel.Forward(copies.Config, Copy(shared, copies, parameters), @case.Images()).Values
        );
    }

    [Property]
    public void CopiesMayBecomeDifferentAndThenDo(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var lively = @case.Lively().With(model => model with { Encoder = model.Encoder with { Stages = 2 } });
        var (shared, copies, parameters) = Unshare(lively);
        var changed = Copy(shared, copies, parameters)
            .MapNamed(
                (name, leaf) =>
                    name.StartsWith("encoder.cross_attends.1.mlp.output", StringComparison.Ordinal)
                        ? leaf.add(lively.Normal(name, 1, leaf.shape))
                        : leaf
            );
        TensorAssert.Apart(
            PerceiverModel.Forward(shared.Config, parameters, lively.Images()).Values,
            PerceiverModel.Forward(copies.Config, changed, lively.Images()).Values
        );
    }

    [Property]
    public void TheSharedGradientIsTheSumOfTheCopies(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        // Ordinary weights: a key bias has no gradient but rounding, which grows with what is rounded.
        var (shared, copies, parameters) = Unshare(@case.Smooth());
        var (_, expected) = Gradient(shared, parameters);
        var (_, apart) = Gradient(copies, Copy(shared, copies, parameters));
        TensorAssert.Close(expected, SumOfCopies(shared, parameters, apart), 1e-9);
    }

    private static (Tensor, PerceiverParameters) Gradient(ModelCase @case, PerceiverParameters parameters) =>
        Differentiation.ValueAndGrad(
            p => PerceiverModel.Forward(@case.Config, p, @case.Images()).Values.square().sum(),
            parameters
        );

    private static (ModelCase Shared, ModelCase Copies, PerceiverParameters) Unshare(ModelCase @case)
    {
        var copies = @case.With(model => model with { Encoder = model.Encoder with { Sharing = WeightSharing.None } });
        return (@case, copies, @case.Parameters());
    }

    private static PerceiverParameters Copy(ModelCase shared, ModelCase copies, PerceiverParameters parameters)
    {
        var leaves = parameters.Names().Zip(parameters.Leaves()).ToDictionary();
        return ParameterAssembly.Assemble(copies.Config, name => leaves[NameInShared(shared, name)]);
    }

    private static PerceiverParameters SumOfCopies(
        ModelCase shared,
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
    private static string NameInShared(ModelCase shared, string name)
    {
        var sharing = StageSharing.Of(shared.Config.Model.Encoder);
        var parts = name.Split('.');
        if (parts is ["encoder", "cross_attends", var cross, ..])
        {
            parts[2] = $"{sharing.CrossAttend(int.Parse(cross))}";
        }
        else if (parts is ["encoder", "towers", var tower, ..])
        {
            parts[2] = $"{sharing.Tower(int.Parse(tower))}";
        }

        return string.Join('.', parts);
    }
}
