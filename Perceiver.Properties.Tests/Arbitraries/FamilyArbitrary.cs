using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;
using Perceiver.Properties.Tests.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>
/// Models of all families: half of them arbitrary over the whole vocabulary, half the references as their fixtures have
/// them.
/// </summary>
public static class FamilyArbitrary
{
    // Tiny ones; the models of full size have names with hyphens.
    private static readonly PerceiverConfig[] References =
    [
        .. PublishedModels.Names.Where(name => name.Contains('_')).Select(PublishedModels.Config),
    ];

    public static Arbitrary<FamilyCase> FamilyCases() => Arb.From(Cases, Shrink);

    private static Gen<FamilyCase> Cases =>
        from config in Gen.OneOf(FamilyGen.Config, Gen.Elements(References))
        from batch in Gen.Choose(1, 3)
        from seed in Gen.Choose(0, 1_000_000)
        select new FamilyCase(DropoutRates.Set(config, 0), batch, seed);

    private static IEnumerable<FamilyCase> Shrink(FamilyCase origin)
    {
        if (origin.Batch > 1)
        {
            yield return origin with
            {
                Batch = 1,
            };
        }

        foreach (var config in ConfigShrinker.ShrinkAny(origin.Config))
        {
            yield return origin with
            {
                Config = DropoutRates.Set(config, 0),
            };
        }
    }
}
