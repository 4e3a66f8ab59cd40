using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>What <c>perceiver new</c> writes.</summary>
[Properties(Arbitrary = [typeof(ConfigArbitrary)], QuietOnSuccess = true)]
public sealed class TemplateProperties
{
    [Property(MaxTest = 60)]
    public void It_compiles_to_the_config_that_it_was_made_of(PerceiverConfig config) =>
        Assert.Equal(config, ConfigCompiler.Compile(ConfigTemplate.Write(config, ["A remark."])).Config);

    [Fact]
    public void Each_line_says_what_the_setting_means_and_defaults_are_comments()
    {
        var lines = ConfigTemplate.Write(ConfigCompiler.Compile(SampleConfig.Text).Config!, []).Split('\n');

        Assert.Contains(lines, line => line.StartsWith("  batch_size: 128 ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  # label_smoothing: 0 ", StringComparison.Ordinal));
        Assert.Contains(
            lines,
            line => line.EndsWith("# Examples per step. (a whole number from 1 to 65536)", StringComparison.Ordinal)
        );
        Assert.All(
            lines.Skip(1).Where(line => line.Length > 0 && !line.TrimStart().StartsWith('-')),
            line => Assert.Contains("# ", line, StringComparison.Ordinal)
        );
    }
}
