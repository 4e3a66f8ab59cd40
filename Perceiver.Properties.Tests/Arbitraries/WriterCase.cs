using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>An autoregressive model, prompts of several lengths, and how they are continued.</summary>
public sealed record WriterCase(
    FamilyCase Model,
    EquatableArray<int> Lengths,
    int Count,
    int Latents,
    int Slide,
    double Temperature,
    int? TopK,
    double TopP
)
{
    /// <summary>The config.</summary>
    public PerceiverConfig Config => Model.Config;

    /// <summary>The key of draws.</summary>
    public RngKey Key => RngKey.FromSeed(Model.Seed).Fold("sampling");

    /// <summary>How tokens are drawn.</summary>
    public SamplingOptions Sampling => new(Temperature, TopK, TopP);

    /// <summary>Tokens that are no padding, which is 0 where there is any.</summary>
    public long[][] Prompts
    {
        get
        {
            var vocabulary = ((InputConfig.Tokens)Config.Model.Input).Vocabulary;
            var key = RngKey.FromSeed(Model.Seed).Fold("prompts");
            return
            [
                .. Lengths.Select(
                    (length, text) =>
                        Enumerable
                            .Range(0, length)
                            .Select(i => 1 + (long)(key.Fold(text).Fold(i).Bits() % (ulong)(vocabulary - 1)))
                            .ToArray()
                ),
            ];
        }
    }
}

/// <summary>Arbitrary <see cref="WriterCase"/> values; some write beyond what the model reads at once.</summary>
public static class WriterArbitrary
{
    public static Arbitrary<WriterCase> Cases() => Arb.From(Case, Shrink);

    private static Gen<WriterCase> Case =>
        from config in FamilyGen.Next
        let tokens = (InputConfig.Tokens)config.Model.Input
        let latents = config.Model.Latents.Count
        from seed in Gen.Choose(0, 1_000_000)
        from lengths in Gen.Choose(1, tokens.Length + 2).NonEmptyListOf()
        from count in Gen.Choose(1, tokens.Length + 3)
        from first in Gen.Choose(1, latents)
        from slide in Gen.Choose(1, latents)
        from temperature in Gen.Elements(0, 0.5, 1, 3)
        from topK in ConfigGen.OrNull(Gen.Choose(1, 5))
        from topP in Gen.Elements(0.3, 0.9, 1)
        select new WriterCase(
            new FamilyCase(DropoutRates.Set(config, 0), 1, seed),
            lengths.Take(3).ToEquatableArray(),
            count,
            first,
            slide,
            temperature,
            topK,
            topP
        );

    private static IEnumerable<WriterCase> Shrink(WriterCase @case)
    {
        if (@case.Lengths.Count > 1)
        {
            yield return @case with
            {
                Lengths = [@case.Lengths[0]],
            };
        }

        if (@case.Count > 1)
        {
            yield return @case with
            {
                Count = @case.Count - 1,
            };
        }

        yield return @case with
        {
            Temperature = 0,
            TopK = null,
            TopP = 1,
            Slide = 1,
        };
    }
}
