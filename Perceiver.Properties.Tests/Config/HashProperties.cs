using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>The hash follows what a config means, not how it is written.</summary>
[Properties(Arbitrary = [typeof(AnyConfigArbitrary)], QuietOnSuccess = true)]
public sealed class HashProperties
{
    [Property(MaxTest = 200)]
    public void Comments_order_and_spelling_of_numbers_do_not_count(PerceiverConfig config, int seed)
    {
        var canonical = ConfigWriter.Write(config);
        var other = Respelling.Of(canonical, new Random(seed));

        var compiled = PublishedModels.AllOf(other);

        Assert.Equal(canonical, compiled.Canonical);
        Assert.Equal(ConfigCompiler.HashOf(canonical), compiled.Hash);
        Assert.NotEqual(canonical, other);
    }

    [Property(MaxTest = 200)]
    public void Any_other_config_has_another_hash(PerceiverConfig left, PerceiverConfig right) =>
        Assert.Equal(left == right, Hash(left) == Hash(right));

    [Property(MaxTest = 50)]
    public void The_smallest_change_changes_the_hash(PerceiverConfig config)
    {
        var seed = config.Training.Seed == 0 ? 1 : config.Training.Seed - 1;

        Assert.NotEqual(Hash(config), Hash(config with { Training = config.Training with { Seed = seed } }));
    }

    private static string? Hash(PerceiverConfig config) => PublishedModels.AllOf(ConfigWriter.Write(config)).Hash;
}
