using System.Text.Json;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary><c>generate</c> goes on with a text by the weights of a run.</summary>
[Collection(CliCollection.Name)]
public sealed class GenerateTests(TrainedText trained) : IClassFixture<TrainedText>
{
    [Theory]
    [InlineData]
    [InlineData("--temperature", "0")]
    [InlineData("--temperature", "0.7", "--top-k", "5", "--top-p", "0.9", "--seed", "7")]
    [InlineData("--latents", "3", "--slide", "4", "--seed", "2")]
    public void What_was_read_is_kept_or_read_anew_with_the_same_text(params string[] options)
    {
        // Long enough that latents are full, and that the beginning is left behind.
        string[] both = ["--tokens", "40", .. options];
        var kept = Generate(both).ShouldSucceed().Out;
        Assert.Equal(kept, Generate([.. both, "--no-cache"]).ShouldSucceed().Out);
        Assert.StartsWith("the cat", kept, StringComparison.Ordinal);
        Assert.True(kept.Length > "the cat".Length + 20, kept);
    }

    [Fact]
    public void The_json_is_the_text_that_is_printed_otherwise()
    {
        var plain = Generate("--tokens", "30", "--seed", "4").ShouldSucceed().Out;
        using var json = JsonDocument.Parse(Generate("--tokens", "30", "--seed", "4", "--json").ShouldSucceed().Out);
        Assert.Equal("the cat", json.RootElement.GetProperty("prompt").GetString());
        Assert.Equal(plain, "the cat" + json.RootElement.GetProperty("text").GetString() + Environment.NewLine);
    }

    [Fact]
    public void The_best_alone_is_drawn_without_temperature_whatever_the_seed()
    {
        string Greedy(params string[] more) => Generate(["--tokens", "20", .. more]).ShouldSucceed().Out;
        var best = Greedy("--temperature", "0");
        Assert.Equal(best, Greedy("--temperature", "0", "--seed", "9"));
        Assert.Equal(best, Greedy("--top-k", "1", "--seed", "9"));
        Assert.Equal(best, Greedy("--top-p", "0.000001", "--seed", "9"));
        Assert.NotEqual(best, Greedy("--temperature", "5", "--seed", "9"));
        Assert.NotEqual(Greedy("--temperature", "5", "--seed", "9"), Greedy("--temperature", "5", "--seed", "8"));
    }

    [Theory]
    [InlineData("--temperature", "-1", "--temperature")]
    [InlineData("--top-p", "0", "--top-p")]
    [InlineData("--top-p", "1.5", "--top-p")]
    [InlineData("--top-k", "0", "--top-k")]
    [InlineData("--tokens", "none", "--tokens")]
    [InlineData("--latents", "9", "8 latents")]
    [InlineData("--slide", "9", "8 latents")]
    [InlineData("--topk", "3", "--top-k")]
    public void A_wrong_option_is_one_clear_message(string option, string value, string words) =>
        Generate(option, value).ShouldFail(2, words);

    [Fact]
    public void What_cannot_go_on_with_a_text_says_so()
    {
        var tiny = trained.Tiny;
        Command.Run(tiny, "generate", trained.Writer).ShouldFail(2, "--prompt");
        Command.Run(tiny, "generate", trained.Writer, "--prompt", "").ShouldFail(2, "prompt is empty");
        Command.Run(tiny, "generate", trained.Filler, "--prompt", "a").ShouldFail(1, "something else");
        Command.Run(tiny, "generate", "nowhere", "--prompt", "a").ShouldFail(2, "nowhere");
    }

    private Command.Result Generate(params string[] options) =>
        Command.Run(trained.Tiny, ["generate", trained.Writer, "--prompt", "the cat", .. options]);
}
