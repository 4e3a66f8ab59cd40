using System.Text.RegularExpressions;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary><c>check</c> prints findings as compilers do.</summary>
[Collection(CliCollection.Name)]
public sealed class CheckTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void A_good_config_is_ok()
    {
        var result = Command.Run(_tiny, "check", _tiny.ConfigPath).ShouldSucceed();
        Assert.Contains("tiny.yaml: ok", result.Out);
    }

    [Theory]
    [InlineData("epochs: 3", "epochs: [3", "PCV0")]
    [InlineData("epochs: 3", "epoch: 3", "PCV1", "epochs")]
    [InlineData("epochs: 3", "epochs: three", "PCV1")]
    [InlineData("epochs: 3", "epochs: -3", "PCV1")]
    [InlineData("size: 4", "size: 100", "PCV2")]
    public void A_bad_config_has_its_place_rule_and_code_2(string good, string bad, string rule, params string[] words)
    {
        var file = _tiny.Folder.Write("bad.yaml", TinyRun.Config.Replace(good, bad, StringComparison.Ordinal));
        var result = Command.Run(_tiny, "check", file).ShouldFail(2);
        Assert.Matches($@"bad\.yaml\(\d+,\d+\): error {rule}\d+: ", result.Out);
        Assert.All(words, word => Assert.Contains(word, result.Out));
        var line =
            TinyRun.Config.Split('\n').ToList().FindIndex(text => text.Contains(good, StringComparison.Ordinal)) + 1;
        var places = Regex.Matches(result.Out, @"\((\d+),").Select(match => int.Parse(match.Groups[1].Value));
        Assert.Contains(places, place => place >= line);
        // The same findings stop a training, on standard error.
        Command.Run(_tiny, "train", file, "--data", _tiny.Folder.Path).ShouldFail(2, $"error {rule}");
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_so() =>
        Command.Run(_tiny, "check", _tiny.Folder["none.yaml"]).ShouldFail(2, "none.yaml");
}
