using FsCheck;
using FsCheck.Fluent;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Arbitrary <see cref="ModelCase"/> values: a valid config without dropout, a batch size and a seed.</summary>
public static class ModelArbitrary
{
    public static Arbitrary<ModelCase> ModelCases() => Arb.From(Cases, Shrink);

    private static Gen<ModelCase> Cases =>
        from config in ConfigGen.Config
        from batch in Gen.Choose(1, 3)
        from seed in Gen.Choose(0, 1_000_000)
        select new ModelCase(DropoutRates.Set(config, 0), batch, seed);

    private static IEnumerable<ModelCase> Shrink(ModelCase origin)
    {
        if (origin.Batch > 1)
        {
            yield return origin with
            {
                Batch = 1,
            };
        }

        foreach (var config in ConfigShrinker.Shrink(origin.Config))
        {
            yield return origin with
            {
                Config = DropoutRates.Set(config, 0),
            };
        }
    }
}
