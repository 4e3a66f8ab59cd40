using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>
/// Valid configs of models so small that a forward pass takes a millisecond. Use it with
/// <c>[Property(Arbitrary = [typeof(ConfigArbitrary)])]</c>.
/// </summary>
public static class ConfigArbitrary
{
    /// <summary>Configs valid by construction; shrinking keeps them valid.</summary>
    public static Arbitrary<PerceiverConfig> Configs() => Arb.From(ConfigGen.Config, ConfigShrinker.Shrink);
}
