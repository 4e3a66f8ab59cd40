using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>One head that reads the inputs as they are reads what it would of their keys and values.</summary>
[Properties(Arbitrary = [typeof(AttentionCaseArbitrary)], QuietOnSuccess = true)]
public sealed class AbsorbedProjectionTests
{
    private const int QueryWidth = 6;

    [Property]
    public void ValuesAndGradientsAreThoseOfKeysAndValues(AttentionCase any, bool bias, bool inverted, bool learned)
    {
        using var scope = NewDisposeScope();
        var one = any with { Heads = 1 };
        var config = Options(1, one.Width, one.ValueWidth) with
        {
            Bias = bias,
            Scale = learned ? AttentionScale.Learned : AttentionScale.InverseSqrt,
            Dropout = 1 - one.Keep,
        };
        RngKey? dropout = one.Keep < 1 ? RngKey.FromSeed(one.Seed) : null;
        var sight = new Sight(one.Tensors(ScalarType.Float64).Mask, one.Causal && !inverted, inverted);

        // All gradients together, for that by the keys' bias may be zero: what is left of it is the rounding of the others.
        (Tensor Read, Tensor Slopes) Run(ScalarType type, bool absorbed)
        {
            var (weights, inputs, queries) = (Weights(one, bias, learned), Inputs(one), Queries(one));
            using var graph = enable_grad();
            Tensor[] leaves =
            [
                .. weights
                    .Leaves()
                    .Append(inputs)
                    .Append(queries)
                    .Select(leaf => leaf.to(type).detach().requires_grad_()),
            ];
            var p = weights.WithLeaves([.. leaves.SkipLast(2)]);
            var memory = absorbed ? Attention.ReadAbsorbed(p, leaves[^2]) : Attention.Read(config, p, leaves[^2]);
            var read = Attention.Apply(config, p, leaves[^1], memory, dropout, sight);
            var slopes = autograd.grad([read], leaves, [read.detach().cos()]);
            return (
                read.detach().to(ScalarType.Float64),
                cat([.. slopes.Select(slope => slope.flatten())]).to(ScalarType.Float64)
            );
        }

        var (read, slopes) = Run(ScalarType.Float64, absorbed: false);
        var (own, its) = Run(ScalarType.Float64, absorbed: true);
        TensorAssert.Close(read, own, 1e-12);
        TensorAssert.Close(slopes, its, 1e-12);

        // In single precision no further from the exact numbers than keys and values take it.
        var (keysRead, keysSlopes) = Run(ScalarType.Float32, absorbed: false);
        (own, its) = Run(ScalarType.Float32, absorbed: true);
        TensorAssert.Close(read, own, 2e-6 + TensorAssert.Distance(read, keysRead));
        TensorAssert.Close(slopes, its, 5e-6 + TensorAssert.Distance(slopes, keysSlopes));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void ItReadsOtherThingsWithOtherBiases(int which)
    {
        using var scope = NewDisposeScope();
        var one = new AttentionCase(2, 1, 3, 7, 4, 5, MaskKind.None, false, 1, 8);
        var (config, weights) = (Options(1, 4, 5), Weights(one, true, false));
        var (keys, values) = (weights.Key with { Bias = ones(4) }, weights.Value);
        var other =
            which == 0
                ? weights with
                {
                    Value = values with { Bias = values.Bias!.add(1) },
                }
                : weights with
                {
                    Key = keys,
                };

        Tensor Read(AttentionParameters p, bool inverted) =>
            Attention.Apply(
                config,
                p,
                Queries(one),
                Attention.ReadAbsorbed(p, Inputs(one)),
                null,
                new(Inverted: inverted)
            );
        TensorAssert.Apart(Read(weights, true), Read(other, true));

        // A softmax over the inputs does not see what the keys' bias adds to all scores of a query.
        if (which == 1)
        {
            TensorAssert.Close(Read(weights, false), Read(other, false), 2e-6);
        }
    }

    [Theory]
    // 2103.03206's: 50,176 pixels of 261 channels, read eight times by 512 latents; the same rows read by many more.
    [InlineData(1, 261, 512, 50176, 261, 8, true)]
    [InlineData(1, 261, 512, 50176, 261, 200, false)]
    // Several heads would read the whole width each.
    [InlineData(8, 264, 512, 50176, 261, 8, false)]
    // As many queries as inputs.
    [InlineData(1, 64, 100, 100, 64, 1, false)]
    // One query that asks 512 latents.
    [InlineData(1, 1024, 1, 512, 1024, 1, true)]
    // Keys and values much narrower than the inputs.
    [InlineData(1, 8, 128, 4096, 512, 1, false)]
    public void ItIsDoneWhereItIsCheaper(
        int heads,
        int width,
        long queries,
        long inputs,
        long inputWidth,
        int times,
        bool expected
    ) =>
        Assert.Equal(
            expected,
            AttentionCost.AbsorbsProjections(Options(heads, width, width), queries, inputs, inputWidth, times)
        );

    private static Tensor Inputs(AttentionCase one) =>
        one.Normal("inputs", ScalarType.Float32, [one.Batch, one.Inputs, one.Width + 2]);

    private static Tensor Queries(AttentionCase one) =>
        one.Normal("own", ScalarType.Float32, [one.Batch, one.Queries, QueryWidth]);

    // Of the size that keeps what they make of normal rows normal.
    private static AttentionParameters Weights(AttentionCase one, bool bias, bool learned)
    {
        LinearParameters Linear(string name, long to, long from) =>
            new(
                one.Normal(name, ScalarType.Float32, [to, from]).div(Math.Sqrt(from)),
                bias ? one.Normal(name + ".bias", ScalarType.Float32, [to]) : null
            );
        return new(
            Linear("q", one.Width, QueryWidth),
            Linear("k", one.Width, one.Width + 2),
            Linear("v", one.ValueWidth, one.Width + 2),
            Linear("o", QueryWidth, one.ValueWidth),
            learned ? full([], 0.7, ScalarType.Float32) : null
        );
    }

    private static AttentionConfig Options(int heads, int qk, int v) =>
        new(heads, qk, v, AttentionScale.InverseSqrt, true, true, true, 0, 0, AttentionInit.Linear);
}
