using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>What may be exchanged without a change in models of every input and task, and what may not.</summary>
[Properties(Arbitrary = [typeof(FamilyArbitrary)])]
public sealed class FamilyInvarianceTests
{
    [Property]
    public void Latents_may_be_permuted(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var (learned, given) = (Learned(@case), @case.Given());
        var p = learned.Parameters();
        var order = learned.Permutation("latents", p.Latents!.shape[0]);
        Tensor before = learned.Answer(p, given),
            after = learned.Answer(p with { Latents = p.Latents!.index_select(0, order) }, given);

        // Where each latent has an answer of its own, the answers have the latents' order.
        var each = learned.Model.Decoder is DecoderConfig.Latents;
        TensorAssert.Close(each ? before.index_select(1, order) : before, after, 1e-8);
    }

    [Property]
    public void The_channels_of_a_latent_may_not(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var plain = Plain(@case, new DecoderConfig.MeanPool(false, PlainParts.Head));
        var (p, given) = (plain.Parameters(), plain.Given());
        var order = plain.Permutation("channels", p.Latents!.shape[1]);
        var permuted = p with { Latents = p.Latents!.index_select(1, order) };
        TensorAssert.Apart(plain.Answer(p, given), plain.Answer(permuted, given));
    }

    [Property]
    public void Queries_may_be_permuted_and_left_out(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var asking = Asking(@case);
        var (p, given) = (asking.Parameters(), asking.Given());
        var all = asking.Answer(p, given);
        var order = asking.Permutation("queries", all.shape[1]);
        foreach (var some in (Tensor[])[order, order.narrow(0, 0, Math.Max(1, order.shape[0] / 2))])
        {
            var asked = asking.Answer(p, given with { Places = some });
            TensorAssert.Close(all.index_select(1, some), asked, 1e-8);
        }
    }

    [Property]
    public void Each_query_has_an_answer_of_its_own(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var asking = Plain(@case, Asking(@case, anew: true).Model.Decoder);
        var answers = asking.Answer(asking.Parameters(), asking.Given());
        TensorAssert.Apart(answers.select(1, 0), answers.select(1, 1));
    }

    [Property]
    public void What_is_masked_may_hold_anything(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var (learned, shown) = (Learned(@case), @case.Shown());
        var p = learned.Parameters();
        var inputs = Inputs(learned, p);
        var anything = inputs.masked_fill(shown.unsqueeze(2).logical_not(), double.NaN);
        var expected = Encoder.Apply(learned.Model, p.Encoder, p.Latents!, inputs, null, shown);
        var actual = Encoder.Apply(learned.Model, p.Encoder, p.Latents!, anything, null, shown);
        Assert.Equal(TensorAssert.Bits(expected), TensorAssert.Bits(actual));
    }

    [Property]
    public void Masking_is_leaving_out(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var (learned, shown) = (Learned(@case), @case.Shown().narrow(0, 0, 1));
        var p = learned.Parameters();
        var inputs = Inputs(learned, p);
        var seen = shown.data<bool>().ToArray();
        long[] places = [.. Enumerable.Range(0, seen.Length).Where(place => seen[place]).Select(place => (long)place)];
        var fewer = inputs.index_select(1, tensor(places));
        TensorAssert.Close(
            Encoder.Apply(learned.Model, p.Encoder, p.Latents!, fewer, null),
            Encoder.Apply(learned.Model, p.Encoder, p.Latents!, inputs, null, shown.expand(inputs.shape[0], -1)),
            1e-8
        );
    }

    [Property]
    public void What_is_seen_may_not(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var plain = Plain(@case, @case.Model.Decoder);
        var (p, shown) = (plain.Parameters(), ones([@case.Batch, @case.Inputs], ScalarType.Bool));
        var inputs = Inputs(plain, p);
        if (inputs.shape[2] < 3)
        {
            return; // The norm leaves nothing of one channel, and of two a sign.
        }

        var other = cat([inputs.narrow(1, 0, @case.Inputs - 1), Other(inputs.narrow(1, -1, 1))], 1);
        TensorAssert.Apart(
            Encoder.Apply(plain.Model, p.Encoder, p.Latents!, inputs, null, shown),
            Encoder.Apply(plain.Model, p.Encoder, p.Latents!, other, null, shown)
        );

        // Another direction too: a norm forgets a factor and a shift.
        Tensor Other(Tensor last) => last.add(plain.Normal("other", 3, last.shape));
    }

    [Property]
    public void Shared_weights_are_copied_weights(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var (p, given) = (@case.Parameters(), @case.Given());
        var apart = @case.With(model => model with { Encoder = SharedStages.Apart(model.Encoder) });
        var copies = SharedStages.Copy(@case.Config, apart.Config, p);
        TensorAssert.Close(@case.Answer(p, given), apart.Answer(copies, given), 1e-8);
    }

    // A model whose latents are its inputs gets latents of its own.
    private static FamilyCase Learned(FamilyCase @case) =>
        @case.Model.Latents.Source is LatentSource.Learned
            ? @case
            : @case.With(model =>
                model with
                {
                    Latents = model.Latents with { Source = new LatentSource.Learned() },
                    Encoder = model.Encoder with { Causal = false, Rotary = new RotaryConfig.None() },
                }
            );

    // Everything has an effect: smooth, with residuals, wide enough.
    private static FamilyCase Plain(FamilyCase @case, DecoderConfig decoder)
    {
        const int Width = 6;
        var block = PlainParts.Block(PlainParts.Attention(1, Width, Width));
        var plain = Learned(@case)
            .With(model =>
                model with
                {
                    Latents = PlainParts.Latents(3, Width, new(InitKind.Normal, 1)),
                    Encoder = PlainParts.Encoder(block, block),
                    Decoder = decoder,
                    LinearInit = new(InitKind.Normal, 0.3),
                }
            );
        return plain with { Config = plain.Config with { Task = new TaskConfig.Regression(4) } };
    }

    // Its own queries if they may be asked in any order, or else some new ones.
    private static FamilyCase Asking(FamilyCase @case, bool anew = false)
    {
        const int Width = 6;
        if (
            !anew
            && @case.Model.Decoder is DecoderConfig.Queries { Array: QueryConfig.Learned or QueryConfig.Given } queries
            && QueryLayout.Of(queries.Array, @case.Model).Count > 1
        )
        {
            return @case;
        }

        var asking = @case.With(model =>
            model with
            {
                Decoder = new DecoderConfig.Queries(
                    new QueryConfig.Learned(4, Width, new(InitKind.Normal, 1)),
                    PlainParts.Block(PlainParts.Attention(1, Width, Width)),
                    new OutputConfig.Projected(PlainParts.Head),
                    1
                ),
            }
        );
        return asking with { Config = asking.Config with { Task = new TaskConfig.Regression(4) } };
    }

    private static Tensor Inputs(FamilyCase @case, PerceiverParameters p) =>
        Preprocessing.Apply(@case.Model, p, @case.Given(), null, @case.Statistics()).Inputs;
}
