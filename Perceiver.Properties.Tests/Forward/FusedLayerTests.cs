using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>Norms and activations in one pass over each row against libtorch's operators one after the other.</summary>
[Collection(SerialCollection.Name)]
[Properties(Arbitrary = [typeof(RowsArbitrary)], QuietOnSuccess = true)]
public sealed class FusedLayerTests
{
    private const double Epsilon = 1e-5;

    [Property]
    public void NormsAreThoseOfLibtorch(RowsCase @case) =>
        Same(
            @case,
            parameters: 2,
            x => [Model.Layers.Norm(new(x[2], x[3]), Epsilon, x[0])],
            x => [nn.functional.layer_norm(x[0], [@case.Width], x[2], x[3], Epsilon)]
        );

    [Property]
    public void SumsAndTheirNormsToo(RowsCase @case) =>
        Same(
            @case,
            parameters: 2,
            x =>
            {
                var (sum, normed) = Model.Layers.SumAndNorm(new(x[2], x[3]), Epsilon, x[0], x[1]);
                return [sum, normed];
            },
            x => [x[0] + x[1], nn.functional.layer_norm(x[0] + x[1], [@case.Width], x[2], x[3], Epsilon)]
        );

    [Property]
    public void ActivationsOfLinearLayersToo(RowsCase @case, bool bias) =>
        Same(
            @case,
            parameters: 2,
            x => [Model.Layers.Activated(Activation.Gelu, Linear(x, bias), x[0])],
            x =>
            {
                var (weight, added) = Linear(x, bias);
                return [Exact(nn.functional.linear(x[0], weight, added))];
            }
        );

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void NarrowRowsToo(int width) => NormsAreThoseOfLibtorch(new(2, 5, width, 3));

    // Far out and in the middle, where a formula of another error would show.
    [Fact]
    public void TheActivationIsExactOverItsWholeRange()
    {
        using var scope = NewDisposeScope();
        var x = linspace(-15, 15, 30_001, ScalarType.Float64);
        var exact = Exact(x);
        var single = Model.Layers.Activate(Activation.Gelu, x.to(ScalarType.Float32)).to(ScalarType.Float64);
        var wide = Model.Layers.Activate(Activation.Gelu, x);
        Assert.True(exact.sub(wide).abs().max().ToDouble() < 1e-14);
        Assert.True(exact.sub(single).abs().max().ToDouble() < 1.2e-6);

        // The twin: the other GELU is further away.
        var tanh = Model.Layers.Activate(Activation.GeluTanh, x);
        Assert.True(exact.sub(tanh).abs().max().ToDouble() > 1e-4);
    }

    [Property(MaxTest = 30)]
    public void TheNumberOfThreadsChangesNoBit(RowsCase @case)
    {
        using var scope = NewDisposeScope();
        var rows = @case with { Rows = 40 * @case.Rows };
        Assert.Equal(On(new EngineOptions(1), rows), On(new EngineOptions(3, OneCaller: true), rows));
        Assert.NotEqual(On(new EngineOptions(1), rows), On(new EngineOptions(1), rows with { Seed = rows.Seed + 1 }));
    }

    [Fact]
    public void WhatIsNoNumberStaysNone()
    {
        using var scope = NewDisposeScope();
        var x = ones(3, 8);
        x[1, 2] = tensor(float.NaN);
        var one = ones(8);
        Assert.True(Model.Layers.Norm(new(one, one), Epsilon, x)[1].isnan().all().item<bool>());
        Assert.True(Model.Layers.Activate(Activation.Gelu, x)[1, 2].isnan().item<bool>());
        Assert.Equal(1, Model.Layers.Activate(Activation.Gelu, x).isnan().sum().ToDouble());
    }

    private static LinearParameters Linear(IReadOnlyList<Tensor> x, bool bias) =>
        new(x[1].flatten(0, -2).narrow(0, 0, 1).mul(x[2].unsqueeze(1)), bias ? x[3] : null);

    private static Tensor Exact(Tensor x) => x.mul(erf(x.mul(Math.Sqrt(0.5))).add(1)).mul(0.5);

    // Values and all gradients, with a gradient that comes in strided.
    private static void Same(
        RowsCase @case,
        int parameters,
        Func<Tensor[], Tensor[]> fused,
        Func<Tensor[], Tensor[]> plain
    )
    {
        using var scope = NewDisposeScope();
        var (exact, own) = (Run(ScalarType.Float64, plain), Run(ScalarType.Float64, fused));
        Assert.Equal(exact.Length, own.Length);
        for (var i = 0; i < exact.Length; i++)
        {
            TensorAssert.Close(exact[i], own[i], 1e-12);
        }

        // In single precision, rounding as libtorch's.
        var (single, theirs) = (Run(ScalarType.Float32, fused), Run(ScalarType.Float32, plain));
        for (var i = 0; i < exact.Length; i++)
        {
            TensorAssert.Close(exact[i], single[i], 5e-6 + (3 * TensorAssert.Distance(exact[i], theirs[i])));
        }

        // The twin: of other rows the values are others.
        TensorAssert.Apart(exact[0], Run(ScalarType.Float64, x => fused([x[0] * x[0], .. x[1..]]))[0]);

        Tensor[] Run(ScalarType type, Func<Tensor[], Tensor[]> function)
        {
            using var graph = enable_grad();
            Tensor[] leaves = [.. @case.Tensors(type, parameters).Select(leaf => leaf.requires_grad_())];
            var results = function(leaves);
            var loss = results
                .Select((one, i) => one.transpose(0, 1).mul(one.detach().cos().add(i).transpose(0, 1)).sum())
                .Concat(leaves.Select(leaf => leaf.sum()))
                .Aggregate((left, right) => left.add(right));
            var slopes = autograd.grad([loss], leaves);
            return [.. results.Concat(slopes).Select(one => one.detach().to(ScalarType.Float64))];
        }
    }

    private static string[] On(EngineOptions options, RowsCase @case)
    {
        var before = Engine.Current.Threads;
        Engine.Current.Start(options);
        try
        {
            using var graph = enable_grad();
            Tensor[] x = [.. @case.Tensors(ScalarType.Float32, 2).Select(leaf => leaf.requires_grad_())];
            var (sum, normed) = Model.Layers.SumAndNorm(new(x[2], x[3]), Epsilon, x[0], x[1]);
            var active = Model.Layers.Activate(Activation.Gelu, sum.mul(normed));
            var slopes = autograd.grad([active.sum()], x);
            return [.. slopes.Append(active).Select(one => Convert.ToHexString(TensorAssert.Bits(one)))];
        }
        finally
        {
            Engine.Current.Start(new EngineOptions(before));
        }
    }
}

/// <summary>Rows of some width, and what is learned for them.</summary>
public sealed record RowsCase(int Batch, int Rows, int Width, int Seed)
{
    /// <summary>Two tensors of rows, the first of them strided, and a number of parameters of a row's size.</summary>
    internal Tensor[] Tensors(ScalarType type, int parameters)
    {
        using var generator = RngKey.FromSeed(Seed).NewGenerator();
        Tensor Normal(params long[] shape) => randn(shape, ScalarType.Float32, generator: generator).to(type);
        var strided = Normal(Rows, Batch, Width).transpose(0, 1).detach();
        return [strided, Normal(Batch, Rows, Width), .. Enumerable.Range(0, parameters).Select(_ => Normal(Width))];
    }
}

/// <summary>
/// From one row to more than a block of them. A row of few numbers may have nearly equal ones, whose norm is mostly rounding.
/// </summary>
public static class RowsArbitrary
{
    public static Arbitrary<RowsCase> Cases() =>
        Arb.From(
            from batch in Gen.Choose(1, 3)
            from rows in Gen.Choose(1, 60)
            from width in Gen.Frequency((4, Gen.Choose(8, 40)), (1, Gen.Choose(200, 700)))
            from seed in Gen.Choose(0, 1_000_000)
            select new RowsCase(batch, rows, width, seed),
            one => new[] { one with { Batch = 1 }, one with { Rows = (one.Rows + 1) / 2 } }.Where(other => other != one)
        );
}
