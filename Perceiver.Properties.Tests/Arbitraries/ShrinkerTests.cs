using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;
using Perceiver.Properties.Tests.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>What a failing property is reported with is as small as it can be.</summary>
public sealed class ShrinkerTests
{
    /// <summary>Whatever is wrong with models of several inputs ends as one plain part.</summary>
    [Fact]
    public void A_model_of_several_inputs_shrinks_to_one_plain_part()
    {
        foreach (var start in Sample().Where(one => one.Model.Input is InputConfig.Modalities).Take(10))
        {
            var least = Smallest(start, one => one.Model.Input is InputConfig.Modalities);

            var part = Assert.Single(((InputConfig.Modalities)least.Model.Input).Parts);
            Assert.IsType<PositionConfig.None>(part.Positions);
            Assert.Null(part.MaskProbability);
            Assert.Single(((DecoderConfig.Modalities)least.Model.Decoder).Parts);
            Assert.Equal((1, 1), (least.Model.Latents.Count, least.Model.Encoder.Stages));
        }
    }

    [Fact]
    public void Every_step_is_another_config_that_is_valid()
    {
        foreach (var start in Sample().Take(60))
        {
            Assert.All(
                ConfigShrinker.ShrinkAny(start),
                one =>
                {
                    Assert.NotEqual(start, one);
                    Assert.NotNull(PublishedModels.AllOf(ConfigWriter.Write(one)).Config);
                }
            );
        }
    }

    private static IEnumerable<PerceiverConfig> Sample() => AnyConfigArbitrary.Config.Sample(300, new Rnd(2103), 50);

    // As a property runner does: the first smaller one that still fails, until none does.
    private static PerceiverConfig Smallest(PerceiverConfig start, Func<PerceiverConfig, bool> fails)
    {
        var (now, seen) = (start, new HashSet<PerceiverConfig>());
        while (
            seen.Add(now)
            && ConfigShrinker.ShrinkAny(now).FirstOrDefault(one => fails(one) && !seen.Contains(one)) is { } next
        )
        {
            now = next;
        }

        return now;
    }
}
