using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Wildcards over names of parameters.</summary>
public sealed class ParameterPatternTests
{
    [Theory]
    [InlineData("latents", "latents", true)]
    [InlineData("latents", "latents.bias", false)]
    [InlineData("*", "anything", true)]
    [InlineData("*.bias", "a.b.bias", true)]
    [InlineData("*.bias", "bias", false)]
    [InlineData("encoder.*.weight", "encoder.0.mlp.weight", true)]
    [InlineData("encoder.*.weight", "encoder.weight", false)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-c-b", false)]
    [InlineData("ab*ba", "aba", false)]
    [InlineData("*mlp*hidden*", "encoder.mlp.hidden.weight", true)]
    [InlineData("*hidden*mlp*", "encoder.mlp.hidden.weight", false)]
    public void A_star_stands_for_any_characters(string pattern, string name, bool fits) =>
        Assert.Equal(fits, ParameterPattern.Matches(pattern, name));
}
