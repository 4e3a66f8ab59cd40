using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>"Did you mean" finds typing errors and stays silent about everything else.</summary>
public sealed class SuggestionTests
{
    private static readonly string[] Known = ["batch_size", "epochs", "lamb", "adamw", "fashion-mnist", "x"];

    [Theory]
    [InlineData("batchsize", "batch_size")]
    [InlineData("batch-size", "batch_size")]
    [InlineData("Epochs", "epochs")]
    [InlineData("eopchs", "epochs")]
    [InlineData("lam", "lamb")]
    [InlineData("fashion_mnsit", "fashion-mnist")]
    [InlineData("learning_rate", null)]
    [InlineData("sgd", null)]
    public void The_nearest_word_is_found(string word, string? closest) =>
        Assert.Equal(closest, Suggestions.Closest(word, Known));

    [Fact]
    public void A_long_text_is_no_typing_error() => Assert.Null(Suggestions.Closest(new string('a', 5000), Known));
}
