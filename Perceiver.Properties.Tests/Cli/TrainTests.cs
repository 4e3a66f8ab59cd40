using System.Text.Json;
using Perceiver.Properties.Tests.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>From pictures to predictions through the command line.</summary>
[Collection(CliCollection.Name)]
public sealed class TrainTests(TrainedTiny trained) : IClassFixture<TrainedTiny>
{
    private TinyRun Tiny => trained.Tiny;

    [Fact]
    public void A_run_folder_holds_config_metrics_checkpoints_and_summary()
    {
        string[] files =
        [
            "config.yaml",
            "config.canonical.yaml",
            "run.json",
            "metrics.jsonl",
            "summary.json",
            "timings.jsonl",
            "checkpoints/last/manifest.json",
            "checkpoints/last/parameters.safetensors",
            "checkpoints/last/optimizer.safetensors",
            "checkpoints/best/manifest.json",
        ];
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(trained.Run, file)), file));
        Assert.Equal(TinyRun.Config, File.ReadAllText(Path.Combine(trained.Run, "config.yaml")));
        var rows = File.ReadAllLines(Path.Combine(trained.Run, "metrics.csv"));
        Assert.StartsWith("epoch,step,learning_rate,train_loss,train_top1,validation_loss", rows[0]);
        Assert.Equal(["1,3", "2,6", "3,9"], rows[1..].Select(row => string.Join(',', row.Split(',')[..2])));
    }

    [Fact]
    public void Json_stands_alone_on_standard_output_and_eval_repeats_the_test()
    {
        var result = Command
            .Run(Tiny, "train", Tiny.ConfigPath, "--data", Tiny.Folder.Path, "--out", Tiny.Folder["json"], "--json")
            .ShouldSucceed();
        using var summary = JsonDocument.Parse(result.Out);
        Assert.Equal("finished", summary.RootElement.GetProperty("status").GetString());
        Assert.Equal(9, summary.RootElement.GetProperty("steps").GetInt32());
        var tested = summary.RootElement.GetProperty("test");
        Assert.Equal(10, tested.GetProperty("examples").GetInt32());

        using var eval = JsonDocument.Parse(
            Command.Run(Tiny, "eval", Tiny.Folder["json"], "--json").ShouldSucceed().Out
        );
        foreach (var figure in new[] { "top1", "top5", "loss" })
        {
            Assert.Equal(tested.GetProperty(figure).GetDouble(), eval.RootElement.GetProperty(figure).GetDouble());
        }

        Assert.Equal(
            ["left", "right"],
            eval.RootElement.GetProperty("classes").EnumerateArray().Select(c => c.GetString()!)
        );
        var confusion = eval
            .RootElement.GetProperty("confusion")
            .EnumerateArray()
            .SelectMany(row => row.EnumerateArray());
        Assert.Equal(10, confusion.Sum(cell => cell.GetInt32()));
        Assert.InRange(eval.RootElement.GetProperty("top1").GetDouble(), 0, 1);
        Assert.Equal(1.0, eval.RootElement.GetProperty("top5").GetDouble());
    }

    [Fact]
    public void Training_learns_what_is_easy()
    {
        var run = Tiny.Train("long", "--set", "training.epochs=30", "--quiet");
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "summary.json")));
        // Of 14 seeds 11 reach 1 and none less than 0.8; which of them this seed is may differ by engine.
        Assert.InRange(summary.RootElement.GetProperty("test").GetProperty("top1").GetDouble(), 0.8, 1);
        var guess = Command.Run(Tiny, "predict", "--run", run, Tiny.AnImage, "--json").ShouldSucceed();
        using var predictions = JsonDocument.Parse(guess.Out);
        var first = predictions.RootElement[0].GetProperty("predictions")[0];
        Assert.Equal("left", first.GetProperty("label").GetString());
        Assert.True(first.GetProperty("probability").GetDouble() > 0.5);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var one = Weights(Tiny.Train("one", "--threads", "1", "--quiet"));
        var two = Weights(Tiny.Train("two", "--threads", "2", "--quiet"));
        var other = Weights(Tiny.Train("other", "--threads", "2", "--quiet", "--seed", "1"));
        Assert.Equal(one, two);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void Predict_answers_for_the_good_images_and_names_the_others()
    {
        var text = Tiny.Folder.Write("notes.png", "not an image");
        var large = Tiny.Folder.Write("large.png", TestImages.HollowPng(65535, 65535));
        var colour = Tiny.Folder.Write("colour.jpg", TestImages.Jpeg(30, 20, 3, TestImages.Smooth(30, 20, 3)));
        var result = Command.Run(Tiny, "predict", "--json", "--top", "1", text, Tiny.AnImage, large, colour);
        result.ShouldFail(1, "notes.png", "large.png");
        using var answers = JsonDocument.Parse(result.Out);
        Assert.Equal(
            [Tiny.AnImage, colour],
            answers.RootElement.EnumerateArray().Select(answer => answer.GetProperty("file").GetString()!)
        );
        Assert.All(
            answers.RootElement.EnumerateArray(),
            a => Assert.Equal(1, a.GetProperty("predictions").GetArrayLength())
        );
    }

    [Fact]
    public void A_config_name_means_its_newest_run()
    {
        var newest = Tiny.Train("zz-newest", "--quiet", "--set", "training.epochs=1");
        Assert.Contains(newest, Command.Run(Tiny, "eval", "tiny").ShouldSucceed().Out);
        Assert.Contains(trained.Run, Command.Run(Tiny, "eval", "first").ShouldSucceed().Out);
    }

    [Fact]
    public void Absent_data_leaves_no_run_behind()
    {
        var empty = Directory.CreateDirectory(Tiny.Folder["empty"]).FullName;
        Command
            .Run(Tiny, "train", "fashion-mnist", "--data", empty, "--out", Tiny.Folder["never"])
            .ShouldFail(1, "perceiver data get fashion-mnist");
        Assert.False(Directory.Exists(Tiny.Folder["never"]));
    }

    [Fact]
    public void Divergence_stops_with_a_message_and_keeps_the_checkpoint()
    {
        var run = Tiny.Folder["astray"];
        string[] settings =
        [
            "--set",
            "training.epochs=40",
            "--set",
            "training.optimizer={ kind: adamw, learning_rate: 10, weight_decay: 1 }",
            "--set",
            "training.schedule={ kind: constant }",
        ];
        Command
            .Run(Tiny, ["train", Tiny.ConfigPath, "--data", Tiny.Folder.Path, "--out", run, .. settings])
            .ShouldFail(1, "training went astray at step", "No checkpoint was overwritten");
        Command.Run(Tiny, "eval", run, "--data", Tiny.Folder.Path).ShouldSucceed();
    }

    private static byte[] Weights(string run) =>
        File.ReadAllBytes(Path.Combine(run, "checkpoints", "last", "parameters.safetensors"));
}
