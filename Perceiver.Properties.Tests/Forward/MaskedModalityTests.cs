using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using Perceiver.Properties.Tests.Training;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>Of a modality that the mask token replaces nothing is seen: a masked label is found, not copied.</summary>
[Properties(Arbitrary = [typeof(FamilyArbitrary)])]
public sealed class MaskedModalityTests
{
    [Property]
    public void WhatIsMaskedDoesNotShowInTheAnswer(FamilyCase @case)
    {
        // How long a text is shows all the same: padding is hidden, not masked.
        if (
            @case.Model.Input is not InputConfig.Modalities several
            || several.Parts[0].Input is InputConfig.Tokens { Padding: not null }
        )
        {
            return;
        }

        using var scope = NewDisposeScope();
        var parts = several.Parts.Select((part, i) => i == 0 ? part with { MaskProbability = 1 } : part);
        var masked = @case.With(model => model with { Input = several with { Parts = [.. parts] } });
        var (p, key) = (masked.Parameters(), RngKey.FromSeed(masked.Seed));
        var (one, other) = Pair(masked.Given(), masked.Given("others"));
        Assert.Equal(TensorAssert.Bits(masked.Answer(p, one)), TensorAssert.Bits(masked.Answer(p, other)));
        Assert.Equal(TensorAssert.Bits(Trained(one)), TensorAssert.Bits(Trained(other)));

        Tensor Trained(InputBatch given) =>
            FamilyCase.Values(PerceiverModel.Train(masked.Config, p, given, key).Output);
    }

    [Property(MaxTest = 20)]
    public void WhatIsNotMaskedDoes(int seed)
    {
        using var scope = NewDisposeScope();
        var p = TinyClips.Weights(seed);
        var (one, other) = Pair(TinyClips.Inputs(seed), TinyClips.Inputs(seed ^ 1));
        TensorAssert.Apart(Answer(TinyClips.Config, one), Answer(TinyClips.Config, other));
        var masked = TinyClips.Masking("sound", 1);
        TensorAssert.Close(Answer(masked, one), Answer(masked, other), 0);

        Tensor Answer(PerceiverConfig config, InputBatch given) =>
            ((ModalityReconstruction)PerceiverModel.Run(config, p, given, null)).Together();
    }

    // Two batches that differ in their first part alone.
    private static (ModalityBatch One, ModalityBatch Other) Pair(InputBatch given, InputBatch others)
    {
        var (one, two) = ((ModalityBatch)given, (ModalityBatch)others);
        return (one, one with { Parts = [two.Parts[0], .. one.Parts.Skip(1)] });
    }
}
