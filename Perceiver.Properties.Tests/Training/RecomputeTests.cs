using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>Blocks that are computed anew in the backward pass are the blocks that were kept.</summary>
[Properties(Arbitrary = [typeof(FamilyArbitrary)])]
[Collection(SerialCollection.Name)]
public sealed class RecomputeTests
{
    [Property]
    public void GradientsHaveTheSameBits(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var p = @case.Parameters(ScalarType.Float32);
        var (kept, keptGradient) = Gradient(@case, Recompute.Nothing, p, RngKey.FromSeed(@case.Seed));
        var (anew, anewGradient) = Gradient(@case, Recompute.Blocks, p, RngKey.FromSeed(@case.Seed));
        Assert.Equal(TensorAssert.Bits(kept), TensorAssert.Bits(anew));
        TensorAssert.SameBits(keptGradient, anewGradient);
    }

    [Property(MaxTest = 20)]
    public void NothingElseIsLeft(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var p = @case.Parameters(ScalarType.Float32);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Gradient(@case, Recompute.Blocks, p, RngKey.FromSeed(@case.Seed));
        Assert.Equal(1 + p.Leaves().Count, DisposeScopeManager.Statistics.ThreadTotalLiveCount - before);
    }

    [Fact]
    public void AFunctionIsCalledOnceMoreForEachGradient()
    {
        using var scope = NewDisposeScope();
        using var recording = enable_grad();
        if (!Engine.Current.Recomputes)
        {
            Assert.Throws<NotSupportedException>(() => Engine.Current.Recompute(all => all[0], [tensor(1.0)]));
            return;
        }

        var calls = 0;
        var x = tensor(3.0).requires_grad_();
        var y = Engine.Current.Recompute(
            all =>
            {
                calls++;
                return all[0].square().mul(all[1]);
            },
            [x, tensor(5.0)]
        );
        Assert.Equal((1, 45.0), (calls, y.ToDouble()));
        Assert.Equal(30.0, autograd.grad([y], [x])[0].ToDouble());
        Assert.Equal(2, calls);
    }

    /// <summary>Why everything that needs a gradient is an argument.</summary>
    [Fact]
    public void WhatIsSeenOtherwiseHasNoGradient()
    {
        using var scope = NewDisposeScope();
        using var recording = enable_grad();
        if (!Engine.Current.Recomputes)
        {
            Assert.Throws<NotSupportedException>(() => Engine.Current.Recompute(all => all[0], [tensor(1.0)]));
            return;
        }

        Tensor x = tensor(3.0).requires_grad_(),
            hidden = tensor(5.0).requires_grad_();
        var y = Engine.Current.Recompute(all => all[0].mul(hidden), [x]);
        var kept = y.add(hidden.mul(0));
        Assert.Equal(0.0, autograd.grad([kept], [hidden])[0].ToDouble());
    }

    [Fact]
    public void WhatFailsInTheBackwardPassIsThrownAsItIs()
    {
        using var scope = NewDisposeScope();
        using var recording = enable_grad();
        if (!Engine.Current.Recomputes)
        {
            Assert.Throws<NotSupportedException>(() => Engine.Current.Recompute(all => all[0], [tensor(1.0)]));
            return;
        }

        var calls = 0;
        var x = tensor(3.0).requires_grad_();
        var y = Engine.Current.Recompute(
            all => calls++ == 0 ? all[0].square() : throw new InvalidDataException("the second time"),
            [x]
        );
        Assert.Equal("the second time", Assert.Throws<InvalidDataException>(() => autograd.grad([y], [x])).Message);
    }

    [Property]
    public void ItKeepsLessWhereThereAreManyBlocks(FamilyCase @case)
    {
        var deep = @case.With(model => model with { Encoder = model.Encoder with { Blocks = 8 } });
        Assert.True(
            Cost.ActivationBytes(With(deep, Recompute.Blocks)) < Cost.ActivationBytes(With(deep, Recompute.Nothing))
        );
    }

    private static (Tensor Loss, PerceiverParameters Gradient) Gradient(
        FamilyCase @case,
        Recompute recompute,
        PerceiverParameters p,
        RngKey dropout
    )
    {
        // What is dropped must be dropped again.
        var config = DropoutRates.Set(With(@case, recompute), 0.3);
        return Scoped.Run(
            () =>
            {
                var given = @case.Given(dtype: ScalarType.Float32);
                return Differentiation.ValueAndGrad(
                    p => FamilyCase.Values(PerceiverModel.Train(config, p, given, dropout).Output).square().mean(),
                    p
                );
            },
            result => [result.Item1, .. result.Item2.Leaves()]
        );
    }

    private static PerceiverConfig With(FamilyCase @case, Recompute recompute) =>
        @case.Config with
        {
            Training = @case.Config.Training with { Recompute = recompute },
        };
}
