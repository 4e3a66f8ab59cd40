using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Text to config and back.</summary>
[Properties(Arbitrary = [typeof(AnyConfigArbitrary)], QuietOnSuccess = true)]
public sealed class RoundTripProperties
{
    [Property(MaxTest = 500)]
    public void Canonical_text_compiles_to_an_equal_config(PerceiverConfig config)
    {
        var text = ConfigWriter.Write(config);

        var compiled = PublishedModels.AllOf(text);

        Assert.DoesNotContain(compiled.Findings, finding => finding.Severity == Severity.Error);
        Assert.Equal(config, compiled.Config);
        Assert.Equal(text, compiled.Canonical);
    }

    [Property(MaxTest = 20)]
    public void Shrinking_keeps_configs_valid_and_ends(PerceiverConfig config)
    {
        var current = config;
        var seen = new HashSet<PerceiverConfig> { config };
        while (ConfigShrinker.ShrinkAny(current).FirstOrDefault() is { } smaller)
        {
            Assert.NotNull(PublishedModels.AllOf(ConfigWriter.Write(smaller)).Config);
            Assert.True(seen.Add(smaller), "shrinking goes round in circles");
            current = smaller;
        }
    }

    /// <summary>The two arbitraries differ in just this.</summary>
    [Property(Arbitrary = [typeof(ConfigArbitrary)], MaxTest = 100)]
    public void Of_a_built_config_nothing_is_refused(PerceiverConfig config) =>
        Assert.NotNull(ConfigCompiler.Compile(ConfigWriter.Write(config)).Config);
}
