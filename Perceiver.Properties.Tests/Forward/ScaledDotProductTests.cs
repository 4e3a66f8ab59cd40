using FsCheck.Xunit;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>libtorch 2's attention against the same through a table of probabilities, where the libtorch has it.</summary>
[Properties(Arbitrary = [typeof(AttentionCaseArbitrary)], QuietOnSuccess = true)]
public sealed class ScaledDotProductTests
{
    [Property]
    public void ValuesAndGradientsAreThoseOfTheTable(AttentionCase @case)
    {
        using var scope = NewDisposeScope();
        var (q, k, v, mask) = @case.Tensors(ScalarType.Float64);
        var options = @case.Weighing with { Keep = 1 };
        if (!Engine.Current.HasScaledDotProduct)
        {
            // The list says so too, and nobody gets there.
            Assert.Throws<NotSupportedException>(() => AttentionKernel.ScaledDotProduct(q, new(k, v), options));
            Assert.False(Engine.Current.Can(device("cuda:0")).ScaledDotProduct);
            return;
        }

        if (!AttentionKernel.IsPlain(q, new(k, v), mask, options))
        {
            return;
        }

        using var graph = enable_grad();
        Tensor[] leaves = [.. new[] { q, k, v }.Select(each => each.requires_grad_())];
        var own = AttentionKernel.ScaledDotProduct(q, new(k, v), options);
        var table = AttentionKernel.Plain(q, new(k, v), null, options);
        TensorAssert.Close(table, own, 1e-12);
        var seed = table.detach().cos();
        foreach (var (left, right) in autograd.grad([table], leaves, [seed]).Zip(autograd.grad([own], leaves, [seed])))
        {
            TensorAssert.Close(left, right, 1e-11);
        }
    }

    [Fact]
    public void AKeyDecidesWhatIsDropped()
    {
        if (!Engine.Current.HasScaledDotProduct)
        {
            return;
        }

        using var scope = NewDisposeScope();
        var @case = new AttentionCase(1, 1, 4, 30, 4, 4, MaskKind.None, false, 0.5, 3);
        var (q, k, v, _) = @case.Tensors(ScalarType.Float64);
        var other = @case.Weighing with { DropoutKey = RngKey.FromSeed(99) };
        var first = AttentionKernel.ScaledDotProduct(q, new(k, v), @case.Weighing);
        Assert.Equal(
            TensorAssert.Bits(first),
            TensorAssert.Bits(AttentionKernel.ScaledDotProduct(q, new(k, v), @case.Weighing))
        );
        TensorAssert.Apart(first, AttentionKernel.ScaledDotProduct(q, new(k, v), other));
    }
}
