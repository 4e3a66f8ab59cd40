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
    public void A_file_that_is_not_there_is_said_so_and_the_others_are_checked()
    {
        var result = Command.Run(_tiny, "check", _tiny.Folder["none.yaml"], _tiny.ConfigPath);

        result.ShouldFail(2, "none.yaml");
        Assert.Contains("tiny.yaml: ok", result.Out);
    }

    [Fact]
    public void Several_files_are_checked_and_one_bad_one_decides_the_code()
    {
        var bad = _tiny.Folder.Write(
            "bad.yaml",
            TinyRun.Config.Replace("epochs: 3", "epoch: 3", StringComparison.Ordinal)
        );

        var result = Command.Run(_tiny, "check", bad, _tiny.ConfigPath).ShouldFail(2);

        Assert.Contains("bad.yaml(", result.Out);
        Assert.Contains("tiny.yaml: ok", result.Out);
    }

    [Fact]
    public void Standard_input_is_a_dash()
    {
        Assert.Contains("<stdin>: ok", Command.RunWith(_tiny, TinyRun.Config, "check", "-").ShouldSucceed().Out);
        var bad = TinyRun.Config.Replace("epochs: 3", "epochs: 0", StringComparison.Ordinal);
        Assert.Matches(
            @"<stdin>\(\d+,11\): error PCV105: ",
            Command.RunWith(_tiny, bad, "check", "-").ShouldFail(2).Out
        );
    }

    [Fact]
    public void With_json_there_is_nothing_but_json()
    {
        var bad = _tiny.Folder.Write(
            "bad.yaml",
            TinyRun.Config.Replace("epochs: 3", "epochs: 0", StringComparison.Ordinal)
        );

        var result = Command.Run(_tiny, "check", bad, _tiny.ConfigPath, "--json").ShouldFail(2);

        using var json = System.Text.Json.JsonDocument.Parse(result.Out);
        var (first, second) = (json.RootElement[0], json.RootElement[1]);
        Assert.False(first.GetProperty("ok").GetBoolean());
        var finding = first.GetProperty("findings")[0];
        Assert.Equal("PCV105", finding.GetProperty("rule").GetString());
        Assert.Equal("error", finding.GetProperty("severity").GetString());
        Assert.Equal(11, finding.GetProperty("column").GetInt32());
        Assert.True(second.GetProperty("parameters").GetInt64() > 0);
        Assert.StartsWith("sha256:", second.GetProperty("hash").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_can_be_overridden_and_is_to_blame_for_what_comes_of_it()
    {
        Command.Run(_tiny, "check", _tiny.ConfigPath, "--set", "training.batch_size=16").ShouldSucceed();
        var result = Command.Run(_tiny, "check", _tiny.ConfigPath, "--set", "training.batch_size=0").ShouldFail(2);
        Assert.StartsWith("--set training.batch_size=0: error PCV105: ", result.Out);
    }

    [Fact]
    public void What_a_config_extends_is_found_beside_it_or_among_the_shipped()
    {
        var own = _tiny.Folder.Write("mine.yaml", "extends: tiny\ntraining: { epochs: 2 }");
        var shipped = _tiny.Folder.Write("other.yaml", "extends: fashion-mnist\ntraining: { epochs: 2 }");
        var neither = _tiny.Folder.Write("third.yaml", "extends: tinny");

        Command.Run(_tiny, "check", own, shipped).ShouldSucceed();
        Assert.Contains("Did you mean 'tiny'?", Command.Run(_tiny, "check", neither).ShouldFail(2).Out);
    }
}
