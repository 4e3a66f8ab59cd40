using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>Inputs that may not be seen.</summary>
[Properties(Arbitrary = [typeof(ModelArbitrary)])]
public sealed class MaskTests
{
    [Property]
    public void WhatIsMaskedMayHoldAnything(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var (inputs, mask) = Some(@case);
        var hidden = mask.logical_not().unsqueeze(2);
        var expected = Encode(@case, inputs, mask);
        var actual = Encode(@case, inputs.masked_fill(hidden, double.NaN), mask);
        Assert.Equal(TensorAssert.Bits(expected), TensorAssert.Bits(actual));
    }

    [Property]
    public void WhatIsSeenMayNot(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var lively = @case.Lively();
        var (inputs, mask) = Some(lively);
        var other = inputs.add(lively.Normal("change", 1, inputs.shape).mul(mask.unsqueeze(2).to(inputs.dtype)));
        TensorAssert.Apart(Encode(lively, inputs, mask), Encode(lively, other, mask));
    }

    [Property]
    public void MaskingIsLeavingOut(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var inputs = Inputs(@case);
        var shown = Shown(@case, 1, inputs.shape[1])[0];
        var places = shown.data<bool>().ToArray();
        var kept = tensor(Enumerable.Range(0, places.Length).Where(i => places[i]).Select(i => (long)i).ToArray());
        TensorAssert.Close(
            Encode(@case, inputs.index_select(1, kept), null),
            Encode(@case, inputs, shown.unsqueeze(0).expand(inputs.shape[0], -1))
        );
    }

    [Property]
    public void MaskingNothingIsNoMask(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var inputs = Inputs(@case);
        var all = ones([inputs.shape[0], inputs.shape[1]], ScalarType.Bool);
        TensorAssert.Close(Encode(@case, inputs, null), Encode(@case, inputs, all));
    }

    // Equal scores: what queries of zero give.
    [Property]
    public void WhoSeesNothingReadsTheMeanOfAllValues(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var uniform = @case.With(model =>
            model with
            {
                Encoder = model.Encoder with { EmptyRows = EmptyRows.Uniform, Inverted = [] },
            }
        );
        var (inputs, p) = (Inputs(uniform), uniform.Parameters());
        var none = zeros([inputs.shape[0], inputs.shape[1]], ScalarType.Bool);
        var indifferent = p.MapNamed(
            (name, leaf) =>
                name.StartsWith("encoder.cross_attends.", StringComparison.Ordinal)
                && name.Contains(".attention.query.", StringComparison.Ordinal)
                    ? zeros_like(leaf)
                    : leaf
        );
        TensorAssert.Close(Encode(uniform, inputs, null, indifferent), Encode(uniform, inputs, none, p));
    }

    [Property]
    public void OrZerosWhereTheConfigSaysSo(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var lively = @case
            .Lively()
            .With(model => model with { Encoder = model.Encoder with { EmptyRows = EmptyRows.Zeros } });
        var inputs = Inputs(lively);
        var none = zeros([inputs.shape[0], inputs.shape[1]], ScalarType.Bool);
        var anything = inputs.add(lively.Normal("change", 1, inputs.shape));
        TensorAssert.Close(Encode(lively, inputs, none), Encode(lively, anything, none));
        TensorAssert.Apart(Encode(lively, inputs, null), Encode(lively, inputs, none));
    }

    private static Tensor Inputs(ModelCase @case) =>
        Preprocessing.Apply(@case.Config.Model, @case.Parameters(), @case.Images(), null, ModelStatistics.None).Inputs;

    private static (Tensor Inputs, Tensor Mask) Some(ModelCase @case)
    {
        var inputs = Inputs(@case);
        return (inputs, Shown(@case, inputs.shape[0], inputs.shape[1]));
    }

    // At least one input of each example.
    private static Tensor Shown(ModelCase @case, long batch, long inputs)
    {
        var shown = @case.Normal("mask", 1, batch, inputs).gt(0);
        return cat([ones([batch, 1], ScalarType.Bool), shown.narrow(1, 1, inputs - 1)], 1);
    }

    private static Tensor Encode(ModelCase @case, Tensor inputs, Tensor? mask, PerceiverParameters? parameters = null)
    {
        var p = parameters ?? @case.Parameters();
        return Encoder.Apply(@case.Config.Model, p.Encoder, p.Latents!, inputs, null, mask);
    }
}
