using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>The parameter tree is what the config says.</summary>
[Properties(Arbitrary = [typeof(ModelArbitrary)])]
public sealed class ParameterTests
{
    [Property]
    public void NamesAndShapesAreThoseOfShapes(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var parameters = PerceiverModel.Init(@case.Config, RngKey.FromSeed(@case.Seed));
        var expected = Shapes.Of(@case.Config);
        Assert.Equal(expected.Select(spec => spec.Name), parameters.Names());
        Assert.Equal(
            expected.Select(spec => string.Join(",", spec.Shape)),
            parameters.Leaves().Select(leaf => string.Join(",", leaf.shape))
        );
        Assert.Equal(Cost.ParameterCount(@case.Config), parameters.Leaves().Sum(leaf => leaf.numel()));
    }

    [Property]
    public void SameKeySameBitsAnotherKeyOtherBits(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var key = RngKey.FromSeed(@case.Seed);
        var parameters = PerceiverModel.Init(@case.Config, key);
        TensorAssert.SameBits(parameters, PerceiverModel.Init(@case.Config, key));
        var others = PerceiverModel.Init(@case.Config, RngKey.FromSeed(@case.Seed + 1));
        var drawn = Shapes.Of(@case.Config).Where(spec => spec.Init.Kind is not (InitKind.Zeros or InitKind.Ones));
        var leaves = parameters.Names().Zip(parameters.Leaves().Zip(others.Leaves())).ToDictionary();
        Assert.All(
            drawn,
            spec =>
            {
                var (left, right) = leaves[spec.Name];
                Assert.NotEqual(TensorAssert.Bits(left), TensorAssert.Bits(right));
            }
        );
    }

    [Property]
    public void OneBlockMoreLeavesTheOthersFirstWeightsAlone(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var deeper = @case.With(model =>
            model with
            {
                Encoder = model.Encoder with { Blocks = model.Encoder.Blocks + 1 },
            }
        );
        var key = RngKey.FromSeed(@case.Seed);
        var parameters = PerceiverModel.Init(@case.Config, key);
        var more = PerceiverModel.Init(deeper.Config, key);
        var known = more.Names().Zip(more.Leaves()).ToDictionary();
        Assert.True(known.Count > parameters.Names().Count);
        foreach (var (name, leaf) in parameters.Names().Zip(parameters.Leaves()))
        {
            Assert.Equal(TensorAssert.Bits(leaf), TensorAssert.Bits(known[name]));
        }
    }

    [Property]
    public void SinglePrecisionStartsFromTheRoundedDoubleWeights(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var key = RngKey.FromSeed(@case.Seed);
        var single = PerceiverModel.Init(@case.Config, key);
        var rounded = PerceiverModel
            .Init(@case.Config, key, ScalarType.Float64)
            .Map(leaf => leaf.to(ScalarType.Float32));
        TensorAssert.SameBits(rounded, single);
    }

    [Property]
    public void TakingApartAndPuttingTogetherChangesNothing(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var parameters = @case.Parameters();
        TensorAssert.SameBits(parameters, parameters.WithLeaves([.. parameters.Leaves()]));
        TensorAssert.SameBits(parameters, parameters.Map(leaf => leaf));
        TensorAssert.SameBits(parameters.Map(leaf => leaf.mul(2)), parameters.Zip(parameters, (a, b) => a.add(b)));
        var leaves = parameters.Leaves().ToArray();
        Assert.Throws<ArgumentException>(() => parameters.WithLeaves(leaves.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => parameters.WithLeaves([.. leaves, leaves[0]]));
    }

    [Property]
    public void AssemblingAsksForEachNameOnce(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var asked = new List<string>();
        ParameterAssembly.Assemble(
            @case.Config,
            name =>
            {
                asked.Add(name);
                return zeros(1);
            }
        );
        Assert.Equal(Shapes.Of(@case.Config).Select(spec => spec.Name).Order(), asked.Order());
    }
}
