using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Text to config and back.</summary>
[Properties(Arbitrary = [typeof(ConfigArbitrary)], QuietOnSuccess = true)]
public sealed class RoundTripProperties
{
    [Property(MaxTest = 500)]
    public void Canonical_text_compiles_to_an_equal_config(PerceiverConfig config)
    {
        var text = ConfigWriter.Write(config);

        var compiled = ConfigCompiler.Compile(text);

        Assert.DoesNotContain(compiled.Findings, finding => finding.Severity == Severity.Error);
        Assert.Equal(config, compiled.Config);
        Assert.Equal(text, compiled.Canonical);
    }

    [Property(MaxTest = 20)]
    public void Shrinking_keeps_configs_valid_and_ends(PerceiverConfig config)
    {
        var current = config;
        for (var steps = 0; ConfigShrinker.Shrink(current).FirstOrDefault() is { } smaller; steps++)
        {
            Assert.NotNull(ConfigCompiler.Compile(ConfigWriter.Write(smaller)).Config);
            Assert.True(steps < 200, "shrinking goes round in circles");
            current = smaller;
        }
    }
}
