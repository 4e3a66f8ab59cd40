using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>Where a model looked, as a value.</summary>
[Properties(Arbitrary = [typeof(FamilyArbitrary), typeof(AttentionCaseArbitrary)])]
public sealed class AttentionMapTests
{
    [Property]
    public void AskingChangesNoBitOfTheAnswer(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var (p, given) = (@case.Parameters(), @case.Given());
        var asked = Attend(@case, p, given);
        Assert.Equal(TensorAssert.Bits(@case.Answer(p, given)), TensorAssert.Bits(FamilyCase.Values(asked.Output)));
    }

    // Where the softmax runs over the queries, a query may be left with less than the guard against zero.
    [Property]
    public void ARowAddsUpToOne(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        foreach (var map in Maps(@case, @case.Given()))
        {
            var sums = map.Probabilities.sum(-1);
            var off = sums.sub(1).abs().lt(1e-9);
            var inverted = IsInverted(@case.Model, map.Place);
            var right = inverted ? sums.lt(1 + 1e-9) : off | (Hides(@case.Model) ? sums.eq(0) : zeros_like(off));
            Assert.True(right.all().ToBoolean(), $"{map.Place}: {sums}");
            Assert.True(map.Probabilities.ge(0).all().ToBoolean(), $"{map.Place}: less than nothing");
        }
    }

    [Property]
    public void WhatIsMaskedGetsNothing(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var shown = @case.Shown();
        var given = @case.Given() with { Mask = shown };
        var seen = shown.unsqueeze(1).unsqueeze(1);

        // A latent that stands before all that is shown may read everything; the last one stands before nothing.
        var rows = @case.Model.Latents.Source is LatentSource.LastInputs { HidePadding: HidePadding.CrossAttend }
            ? 1
            : 0;
        foreach (var map in Maps(@case, given).Where(one => one.Place.Kind == AttentionKind.CrossAttend))
        {
            var asked = rows == 0 ? map.Probabilities : map.Probabilities.narrow(2, -1, rows);
            Assert.True(asked.masked_fill(seen, 0).eq(0).all().ToBoolean());
        }
    }

    [Property]
    public void WhatIsShownGetsSomething(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        foreach (var map in Maps(@case, @case.Given() with { Mask = null }))
        {
            var most = map.Probabilities.sum([0, 1, 2]);
            Assert.True(most.max().ToDouble() > 0, $"{map.Place} looks at nothing");
        }
    }

    [Property]
    public void ThereIsAMapOfEachAttentionAndOfNoOtherThanIsWanted(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var (p, given, encoder) = (@case.Parameters(), @case.Given(), @case.Model.Encoder);
        var all = Attend(@case, p, given).Maps;
        var crosses = Enumerable.Range(0, encoder.Stages).Count(StageSharing.Of(encoder).HasCrossAttend);
        var asks = @case.Model.Decoder is DecoderConfig.MeanPool or DecoderConfig.Latents ? 0 : 1;
        Assert.Equal(crosses + (encoder.Stages * encoder.Repeats * encoder.Blocks) + asks, all.Count);
        Assert.Equal(all.Count, all.Select(map => map.Place).Distinct().Count());

        var last = all[^1].Place;
        var one = Attend(@case, p, given, place => place == last).Maps;
        Assert.Equal(last, Assert.Single(one).Place);
        Assert.Equal(TensorAssert.Bits(all[^1].Probabilities), TensorAssert.Bits(one[0].Probabilities));
    }

    [Property]
    public void AMapHasARowForEachQueryAndAColumnForEachInput(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var (model, encoder) = (@case.Model, @case.Model.Encoder);
        long latents = Math.Min(model.Latents.Count, @case.Inputs);
        var count = model.Latents.Source is LatentSource.LastInputs ? latents : model.Latents.Count;
        foreach (var map in Maps(@case, @case.Given()).Where(one => one.Place.Kind != AttentionKind.Decoder))
        {
            long[] expected =
                map.Place.Kind == AttentionKind.CrossAttend
                    ? [@case.Batch, encoder.CrossAttend.Attention.Heads, count, @case.Inputs]
                    : [@case.Batch, encoder.SelfAttend.Attention.Heads, count, count];
            Assert.Equal(expected, map.Probabilities.shape);
        }
    }

    // The operator that keeps no table reads what the table says.
    [Property]
    public void TheMapWeighsTheValuesThatAreRead(AttentionCase @case)
    {
        using var scope = NewDisposeScope();
        var (queries, keys, values, mask) = @case.Tensors(ScalarType.Float64);
        var memory = new AttentionMemory(keys, values);
        var weighing = @case.Weighing with { Keep = 1 };
        var map = AttentionKernel.Map(queries, memory, mask, weighing, inverted: false);
        TensorAssert.Close(AttentionKernel.Apply(queries, memory, mask, weighing), Read(@case, map, values));
        var shares = AttentionKernel.Map(queries, memory, mask, weighing, inverted: true);
        TensorAssert.Close(AttentionKernel.Inverted(queries, memory, mask, weighing), Read(@case, shares, values));
    }

    [Property]
    public void AnotherMapReadsSomethingElse(AttentionCase @case)
    {
        using var scope = NewDisposeScope();
        var several = @case with { Inputs = @case.Inputs + 1, Mask = MaskKind.None, Causal = false };
        var (queries, keys, values, _) = several.Tensors(ScalarType.Float64);
        var memory = new AttentionMemory(keys, values);
        var map = AttentionKernel.Map(queries, memory, null, several.Weighing with { Keep = 1 }, inverted: false);
        TensorAssert.Apart(
            AttentionKernel.Apply(queries, memory, null, several.Weighing with { Keep = 1 }),
            Read(several, map.roll(1, 3), values)
        );
    }

    [Property]
    public void AMapIsTheCallersAndNothingElseIsLeft(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var (p, given, kept) = (@case.Parameters(), @case.Given(), @case.Statistics());
        var before = scope.DisposablesCount;
        var attended = PerceiverModel.Attend<ModelOutput>(@case.Config, p, given, null, kept);
        var answers = attended.Output is ModalityReconstruction several ? several.Parts.Count : 1;
        Assert.Equal(before + attended.Maps.Count + answers, scope.DisposablesCount);
    }

    private static IEnumerable<AttentionMap> Maps(FamilyCase @case, InputBatch given) =>
        Attend(@case, @case.Parameters(), given).Maps;

    private static Attended<ModelOutput> Attend(
        FamilyCase @case,
        PerceiverParameters p,
        InputBatch given,
        Func<AttentionPlace, bool>? wanted = null
    ) => PerceiverModel.Attend<ModelOutput>(@case.Config, p, given, wanted, @case.Statistics());

    private static bool IsInverted(ModelConfig model, AttentionPlace place) =>
        place.Kind == AttentionKind.CrossAttend
        && place.Stage < model.Encoder.Inverted.Count
        && model.Encoder.Inverted[place.Stage];

    // Padding is hidden, and so may be all that comes before a latent.
    private static bool Hides(ModelConfig model) =>
        model.Input is InputConfig.Tokens { Padding: not null } or InputConfig.Modalities;

    // [batch, queries, heads * value width]
    private static Tensor Read(AttentionCase @case, Tensor map, Tensor values)
    {
        var byHead = values.reshape(@case.Batch, @case.Inputs, @case.Heads, @case.ValueWidth).transpose(1, 2);
        return map.matmul(byHead).transpose(1, 2).flatten(2);
    }
}
