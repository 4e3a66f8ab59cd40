using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;
using Perceiver.Properties.Tests.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>
/// Valid configs over the whole vocabulary, also of what is not built yet: compile them with
/// <c>PublishedModels.AllOf</c>. <see cref="ConfigArbitrary"/> has those alone that a model can be made of.
/// </summary>
public static class AnyConfigArbitrary
{
    /// <summary>Models that can be made, of all families, and with settings that nobody has built yet.</summary>
    internal static Gen<PerceiverConfig> Config =>
        Gen.Frequency((8, Gen.OneOf(ConfigGen.Config, FamilyGen.Config, DeclaredGen.Config)), (1, Shipped));

    // Sources that go with one kind of model alone.
    private static readonly Gen<PerceiverConfig> Shipped = Gen.Elements(
        ((string[])["shapes", "text-mlm", "text-ar", "segmentation", "optical-flow-small", "multimodal-small"]).Select(
            name => ShippedConfigs.Compile(name).Config!
        )
    );

    /// <summary>Configs valid by construction; shrinking keeps them valid.</summary>
    public static Arbitrary<PerceiverConfig> Configs() => Arb.From(Config, ConfigShrinker.ShrinkAny);
}
