using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Whatever is done to a text: no exception, every finding has a place, and a config exactly without errors.</summary>
[Properties(Arbitrary = [typeof(AnyConfigArbitrary)], QuietOnSuccess = true)]
public sealed class MutationProperties
{
    private const int PerCase = 20;

    [Property(MaxTest = 100)]
    public void Mutated_shipped_configs_are_survived(int seed)
    {
        foreach (var name in ShippedConfigs.Names)
        {
            Survive(ShippedConfigs.Text(name), new Random(seed));
        }
    }

    [Property(MaxTest = 50)]
    public void Mutated_generated_configs_are_survived(PerceiverConfig config, int seed) =>
        Survive(ConfigWriter.Write(config), new Random(seed));

    private static void Survive(string original, Random random)
    {
        for (var i = 0; i < PerCase; i++)
        {
            var text = Mutation.Of(original, random);
            Mutation.Check(text, PublishedModels.AllOf(text));
        }
    }
}
