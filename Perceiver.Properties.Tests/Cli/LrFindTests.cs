using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Perceiver.Model;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>The search for a learning rate.</summary>
[Collection(CliCollection.Name)]
public sealed class LrFindTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void A_search_leaves_a_picture_a_table_and_a_suggestion()
    {
        var picture = _tiny.Folder["found.svg"];
        var result = Find("--out", picture, "--to", "10").ShouldSucceed();
        Assert.Contains("suggestion: --set training.optimizer.learning_rate=", result.Out);
        var drawing = XDocument.Load(picture).Root!;
        Assert.Equal("svg", drawing.Name.LocalName);
        var lines = File.ReadAllLines(_tiny.Folder["found.csv"]);
        Assert.Equal("step,learning_rate,loss,smoothed_loss", lines[0]);
        var rates = lines[1..].Select(line => Number(line.Split(',')[1])).ToArray();
        var ramp = new LearningRateRamp(1e-6, 10, 100);
        Assert.Equal(rates, Enumerable.Range(1, rates.Length).Select(ramp.At));
        // Squares left and right are learned long before the rate is ten.
        using var json = JsonDocument.Parse(Find("--out", picture, "--to", "10", "--json").ShouldSucceed().Out);
        Assert.InRange(json.RootElement.GetProperty("suggestion").GetDouble(), 1e-5, 5);
        Assert.Equal(rates.Length, json.RootElement.GetProperty("trials").GetArrayLength());
    }

    [Fact]
    public void A_search_makes_the_steps_of_training()
    {
        // A ramp that hardly rises, over several epochs, beside training at that rate: the same order, masks and crops.
        string[] flat = ["--from", "0.019999999999", "--to", "0.02", "--steps", "20"];
        Find(["--out", _tiny.Folder["flat.svg"], .. flat]);
        var run = _tiny.Train("constant", "--set", "training.schedule=constant", "--set", "training.epochs=7");
        var losses = File.ReadAllLines(_tiny.Folder["flat.csv"])[1..]
            .Select(line => Number(line.Split(',')[2]))
            .ToArray();
        foreach (var step in new[] { 10, 20 })
        {
            var line = File.ReadLines(Path.Combine(run, "metrics.jsonl"))
                .Single(text => text.Contains($"\"step\":{step},\"epoch\"", StringComparison.Ordinal));
            using var json = JsonDocument.Parse(line);
            Assert.Equal(json.RootElement.GetProperty("loss").GetDouble(), losses[step - 1], 1e-6);
        }
    }

    [Theory]
    [InlineData("--from 1 --to 0.1", "must be less than --to")]
    [InlineData("--from 0", "--from wants a number above 0")]
    [InlineData("--steps 3", "--steps wants a whole number from 20")]
    public void Mistakes_are_named(string options, string words) => Find(options.Split(' ')).ShouldFail(2, words);

    [Fact]
    public void A_loss_that_falls_nowhere_is_said() =>
        Find(
                "--out",
                _tiny.Folder["none.svg"],
                "--from",
                "1e-30",
                "--to",
                "1e-29",
                "--steps",
                "20",
                "--set",
                "data.limit=8",
                "--set",
                "data.augmentation=[]",
                "--set",
                "model.encoder.cross_attend.mlp.dropout=0"
            )
            .ShouldFail(1, "the loss fell nowhere");

    private Command.Result Find(params string[] more) =>
        Command.Run(_tiny, ["lr-find", _tiny.ConfigPath, "--data", _tiny.Folder.Path, .. more]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
