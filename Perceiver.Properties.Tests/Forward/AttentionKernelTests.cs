using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>The engine's one-operator attention against the same through a table of probabilities.</summary>
[Properties(Arbitrary = [typeof(AttentionCaseArbitrary)], QuietOnSuccess = true)]
public sealed class AttentionKernelTests
{
    [Property]
    public void ValuesAndGradientsAreThoseOfTheTable(AttentionCase @case) => HoldsTo(@case, ScalarType.Float64, 1e-12);

    [Property]
    public void InSinglePrecisionToo(AttentionCase @case) => HoldsTo(@case, ScalarType.Float32, 2e-6);

    // More inputs than one block of scores holds, more queries than one task takes, and both at once.
    [Theory]
    [InlineData(1, 1, 3, 5000, 4)]
    [InlineData(2, 1, 900, 40, 4)]
    [InlineData(1, 2, 700, 2100, 3)]
    [InlineData(1, 1, 2100, 2100, 2)]
    public void BlocksMeetWithoutASeam(int batch, int heads, int queries, int inputs, int width)
    {
        foreach (var causal in (bool[])[false, queries <= inputs])
        {
            var masks = causal ? MaskKind.PerExample : MaskKind.None;
            HoldsTo(new(batch, heads, queries, inputs, width, 3, masks, causal, 0.7, 5), ScalarType.Float64, 1e-11);
        }
    }

    // What libtorch's own operator can do; only newer ones have it.
    [Theory]
    [InlineData(3, 5, false, false, true)]
    [InlineData(3, 5, false, true, false)]
    [InlineData(3, 5, true, false, false)]
    [InlineData(5, 5, true, false, true)]
    [InlineData(5, 5, true, true, false)]
    public void WithoutAMaskAllIsSeenOrAllUpToItself(int queries, int inputs, bool causal, bool masked, bool plain)
    {
        using var scope = NewDisposeScope();
        var @case = new AttentionCase(1, 1, queries, inputs, 2, 2, MaskKind.None, causal, 1, 3);
        var (q, k, v, _) = @case.Tensors(ScalarType.Float64);
        var mask = masked ? ones([1, queries, inputs], ScalarType.Bool) : null;
        Assert.Equal(plain, AttentionKernel.IsPlain(q, new(k, v), mask, @case.Weighing));
        Assert.Equal([k, v], new AttentionMemory(k, v).Tensors());
        Assert.Equal([k], new AttentionMemory(k, k, IsAbsorbed: true).Tensors());
    }

    [Fact]
    public void WhatIsHiddenHasNoSayAndWhatIsSeenHas()
    {
        using var scope = NewDisposeScope();
        var @case = new AttentionCase(2, 2, 3, 5, 4, 4, MaskKind.PerExample, false, 1, 11);
        var (q, k, v, mask) = @case.Tensors(ScalarType.Float64);
        var hidden = mask!.logical_not().transpose(1, 2);
        var options = @case.Weighing;
        var expected = AttentionKernel.Apply(q, new(k, v), mask, options);
        var other = AttentionKernel.Apply(q, new(k.masked_fill(hidden, 9), v.masked_fill(hidden, -7)), mask, options);
        Assert.Equal(TensorAssert.Bits(expected), TensorAssert.Bits(other));
        var seen = hidden.logical_not();
        TensorAssert.Apart(expected, AttentionKernel.Apply(q, new(k, v.masked_fill(seen, -7)), mask, options));
    }

    [Fact]
    public void AQueryThatSeesNothingReadsZerosAndMovesNothing()
    {
        using var scope = NewDisposeScope();
        var @case = new AttentionCase(1, 2, 3, 5, 4, 4, MaskKind.None, false, 1, 3);
        var (q, k, v, _) = @case.Tensors(ScalarType.Float64);
        var mask = ones([1, 3, 5], ScalarType.Bool);
        mask[0, 1] = tensor(false);
        using var graph = enable_grad();
        Tensor[] leaves = [.. new[] { q, k, v }.Select(each => each.requires_grad_())];
        var read = AttentionKernel.Apply(q, new(k, v), mask, @case.Weighing);
        Assert.Equal(0, read[0, 1].abs().max().ToDouble());
        Assert.All([0, 2], i => Assert.True(read[0, i].abs().min().ToDouble() > 0));
        var gradients = autograd.grad([read.sum()], leaves);
        Assert.Equal(0, gradients[0][0, 1].abs().max().ToDouble());
        Assert.All(gradients, gradient => Assert.True(gradient.isfinite().all().item<bool>()));
    }

    [Fact]
    public void OtherDropoutKeysDropOthers()
    {
        using var scope = NewDisposeScope();
        var @case = new AttentionCase(1, 1, 4, 30, 4, 4, MaskKind.None, false, 0.5, 3);
        var (q, k, v, _) = @case.Tensors(ScalarType.Float64);
        var first = AttentionKernel.Apply(q, new(k, v), null, @case.Weighing);
        var again = AttentionKernel.Apply(q, new(k, v), null, @case.Weighing);
        var other = @case.Weighing with { DropoutKey = RngKey.FromSeed(99) };
        Assert.Equal(TensorAssert.Bits(first), TensorAssert.Bits(again));
        TensorAssert.Apart(first, AttentionKernel.Apply(q, new(k, v), null, other));
        TensorAssert.Apart(first, AttentionKernel.Apply(q, new(k, v), null, other with { Keep = 1 }));
    }

    private static void HoldsTo(AttentionCase @case, ScalarType dtype, double tolerance)
    {
        using var scope = NewDisposeScope();
        var expected = Run(@case, dtype, AttentionKernel.Plain);
        var actual = Run(@case, dtype, AttentionKernel.Apply);
        var terms = Terms(@case);
        string[] names = ["read", "slope of queries", "slope of keys", "slope of values"];
        for (var i = 0; i < names.Length; i++)
        {
            Assert.Equal(expected[i].shape, actual[i].shape);
            var distance = expected[i].sub(actual[i]).abs().max().ToDouble();
            Assert.True(
                distance <= tolerance * terms[i],
                $"{names[i]} differs by {distance:G3}, terms are {terms[i]:G3}"
            );
        }
    }

    // How large the terms are that each result is a sum of. They may cancel (with one input the slopes of its scores do
    // to the last bit), so rounding is measured against them and not against what is left.
    private static double[] Terms(AttentionCase @case)
    {
        var (q, k, v, _) = @case.Tensors(ScalarType.Float64);
        double Longest(Tensor rows) => rows.norm(-1).max().ToDouble();
        var seed = Longest(
            @case
                .Normal("seed", ScalarType.Float64, [@case.Heads * @case.ValueWidth, @case.Queries, @case.Batch])
                .permute(2, 1, 0)
        );
        var slope = seed * Longest(v) / (@case.Keep * Math.Sqrt(@case.Width));
        var many = Math.Sqrt(@case.Queries);
        return [Longest(v) / @case.Keep, slope * Longest(k), slope * Longest(q) * many, seed * many / @case.Keep];
    }

    internal static Tensor[] Run(
        AttentionCase @case,
        ScalarType dtype,
        Func<Tensor, AttentionMemory, Tensor?, AttentionWeighing, Tensor> attention
    )
    {
        using var graph = enable_grad();
        var (q, k, v, mask) = @case.Tensors(dtype);
        Tensor[] leaves = [.. new[] { q, k, v }.Select(each => each.requires_grad_())];
        var read = attention(q, new(k, v), mask, @case.Weighing);
        var seed = @case.Normal("seed", dtype, [.. read.shape.Reverse()]).permute(2, 1, 0);
        return [read.detach(), .. autograd.grad([read], leaves, [seed])];
    }
}
