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
            PerceiverModel
                .Forward(copies.Config, SharedStages.Copy(shared.Config, copies.Config, parameters), @case.Images())
                .Values
        );
    }

    [Property]
    public void CopiesMayBecomeDifferentAndThenDo(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var lively = @case.Lively().With(model => model with { Encoder = model.Encoder with { Stages = 2 } });
        var (shared, copies, parameters) = Unshare(lively);
        var changed = SharedStages
            .Copy(shared.Config, copies.Config, parameters)
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
        var (_, apart) = Gradient(copies, SharedStages.Copy(shared.Config, copies.Config, parameters));
        TensorAssert.Close(expected, SharedStages.SumOfCopies(shared.Config, parameters, apart), 1e-9);
    }

    private static (Tensor, PerceiverParameters) Gradient(ModelCase @case, PerceiverParameters parameters) =>
        Differentiation.ValueAndGrad(
            p => PerceiverModel.Forward(@case.Config, p, @case.Images()).Values.square().sum(),
            parameters
        );

    private static (ModelCase Shared, ModelCase Copies, PerceiverParameters) Unshare(ModelCase @case)
    {
        var copies = @case.With(model => model with { Encoder = SharedStages.Apart(model.Encoder) });
        return (@case, copies, @case.Parameters());
    }
}
