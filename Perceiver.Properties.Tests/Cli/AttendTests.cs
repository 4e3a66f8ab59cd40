using System.Text.Json;
using Perceiver.Cli;
using Perceiver.Data;
using Perceiver.Model;
using Perceiver.Properties.Tests.Config;
using Perceiver.Properties.Tests.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary><c>attend</c> draws where a run's latents look.</summary>
[Collection(CliCollection.Name)]
public sealed class AttendTests(TrainedTiny trained) : IClassFixture<TrainedTiny>
{
    private readonly TinyRun _tiny = trained.Tiny;

    [Fact]
    public void A_row_for_each_stage_with_the_image_the_mean_and_each_latent()
    {
        var folder = _tiny.Folder["maps"];
        var result = Attend(folder).ShouldSucceed();

        var file = Path.Combine(folder, "attention.png");
        Assert.Contains(file, result.Out, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(folder));
        var sheet = ImageDecoder.Decode(file, 3).Value();
        // One stage; the image, the mean and four latents, each 96 wide with 8 between them.
        Assert.Equal((96 + 28 + 8 + 8, (6 * 104) + 8), (sheet.Height, sheet.Width));
        Assert.True(sheet.Pixels.ToArray().Distinct().Count() > 50, "there is hardly a colour on it");
    }

    [Fact]
    public void Single_latents_can_be_had_and_fewer_of_them()
    {
        var folder = _tiny.Folder["single"];
        Attend(folder, "--individual", "--latents", "2").ShouldSucceed();

        Assert.Equal(
            ["attention.png", "stage1-latent001.png", "stage1-latent002.png"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        var one = ImageDecoder.Decode(Path.Combine(folder, "stage1-latent001.png"), 3).Value();
        Assert.Equal((96, 96), (one.Height, one.Width));
    }

    [Fact]
    public void The_json_names_the_files()
    {
        var folder = _tiny.Folder["json"];
        var result = Attend(folder, "--json").ShouldSucceed();

        using var json = JsonDocument.Parse(result.Out);
        Assert.Equal(_tiny.AnImage, json.RootElement.GetProperty("file").GetString());
        var written = json.RootElement.GetProperty("written").EnumerateArray().Select(one => one.GetString());
        Assert.Equal([Path.Combine(folder, "attention.png")], written);
    }

    [Fact]
    public void What_is_no_image_is_one_clear_message()
    {
        var text = _tiny.Folder.Write("words.png", "words");
        Command.Run(_tiny, "attend", trained.Run, text).ShouldFail(1, "words.png", "neither PNG nor JPEG");
        Command.Run(_tiny, "attend", trained.Run, "none.png").ShouldFail(1, "none.png", "does not exist");
    }

    [Fact]
    public void Maps_are_those_of_the_model()
    {
        using var surroundings = new StringWriter();
        using var opened = OpenedRun.Open(
            new Surroundings(surroundings, surroundings, _ => null, false),
            trained.Run,
            null,
            1,
            null
        );
        var set = DataSets.FromFiles(opened.Model.Config, [_tiny.AnImage]).Value();
        var attention = opened.Attender.Of(opened.Parameters, set, 0);

        var stage = Assert.Single(attention.Stages);
        Assert.Equal((0, 4, 4), (stage.Stage, stage.Latents, stage.Inputs));
        Assert.All(Enumerable.Range(0, 4), latent => Assert.Equal(1, stage.Of(latent).Sum(), 5));
        Assert.Equal(1, stage.Mean().Sum(), 5);
        Assert.Equal(opened.Evaluator.Answer(opened.Parameters, set, [0]).Values, attention.Output);
    }

    private Command.Result Attend(string folder, params string[] more) =>
        Command.Run(_tiny, ["attend", trained.Run, _tiny.AnImage, "--out", folder, .. more]);
}
