using FsCheck;
using FsCheck.Fluent;
using Perceiver.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Which inputs may be seen.</summary>
public enum MaskKind
{
    None,
    Shared,
    PerExample,
    PerQuery,
}

/// <summary>Sizes and settings of one attention, without linear layers around it.</summary>
public sealed record AttentionCase(
    int Batch,
    int Heads,
    int Queries,
    int Inputs,
    int Width,
    int ValueWidth,
    MaskKind Mask,
    bool Causal,
    double Keep,
    int Seed
)
{
    internal AttentionWeighing Weighing =>
        new(Heads, 1 / Math.Sqrt(Width), Causal, Keep, RngKey.FromSeed(Seed).Fold("dropout"));

    /// <summary>Queries, keys, values and mask; the keys lie as columns of a wider array, as after a joint projection.</summary>
    internal (Tensor Queries, Tensor Keys, Tensor Values, Tensor? Mask) Tensors(ScalarType dtype)
    {
        var wide = Normal("keys", dtype, [Batch, Inputs, (Heads * Width) + 3]);
        return (
            Normal("queries", dtype, [Batch, Queries, Heads * Width]),
            wide.narrow(2, 2, Heads * Width).detach(),
            Normal("values", dtype, [Inputs, Batch, Heads * ValueWidth]).transpose(0, 1).detach(),
            Mask switch
            {
                MaskKind.Shared => Shown([1, 1, Inputs]),
                MaskKind.PerExample => Shown([Batch, 1, Inputs]),
                MaskKind.PerQuery => Shown([Batch, Queries, Inputs]),
                _ => null,
            }
        );
    }

    internal Tensor Normal(string name, ScalarType dtype, long[] shape)
    {
        using var generator = RngKey.FromSeed(Seed).Fold(name).NewGenerator();
        return randn(shape, ScalarType.Float64, generator: generator).to(dtype);
    }

    private Tensor Shown(long[] shape) => Normal("mask", ScalarType.Float64, shape).gt(-0.5);
}

/// <summary>Attentions of all sizes that fit into a blink.</summary>
public static class AttentionCaseArbitrary
{
    public static Arbitrary<AttentionCase> Cases() => Arb.From(Case, Shrink);

    private static Gen<AttentionCase> Case =>
        from batch in Gen.Choose(1, 3)
        from heads in Gen.Choose(1, 4)
        from queries in Gen.Choose(1, 40)
        from inputs in Gen.Choose(1, 70)
        from width in Gen.Choose(1, 9)
        from valueWidth in Gen.Choose(1, 9)
        from mask in Gen.Elements(Enum.GetValues<MaskKind>())
        from causal in Gen.Elements(false, true)
        from keep in Gen.Elements(1, 0.9, 0.5)
        from seed in Gen.Choose(0, 1_000_000)
        select new AttentionCase(batch, heads, queries, inputs, width, valueWidth, mask, causal, keep, seed);

    private static IEnumerable<AttentionCase> Shrink(AttentionCase @case)
    {
        if (@case.Batch > 1)
        {
            yield return @case with
            {
                Batch = 1,
            };
        }

        if (@case.Heads > 1)
        {
            yield return @case with
            {
                Heads = 1,
            };
        }

        if (@case.Queries > 1)
        {
            yield return @case with
            {
                Queries = @case.Queries / 2,
            };
        }

        if (@case.Inputs > 1)
        {
            yield return @case with
            {
                Inputs = @case.Inputs / 2,
            };
        }

        if (@case.Mask != MaskKind.None)
        {
            yield return @case with
            {
                Mask = MaskKind.None,
            };
        }

        if (@case.Causal)
        {
            yield return @case with
            {
                Causal = false,
            };
        }

        if (@case.Keep < 1)
        {
            yield return @case with
            {
                Keep = 1,
            };
        }
    }
}
