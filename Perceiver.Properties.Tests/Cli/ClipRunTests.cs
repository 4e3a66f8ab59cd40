using System.Text.Json;
using Perceiver.Cli;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Properties.Tests.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>An autoencoder of film, sound and label through the command line.</summary>
[Collection(CliCollection.Name)]
public sealed class ClipRunTests : IDisposable
{
    private const string Clips = """
        model:
          input:
            kind: modalities
            parts:
              - name: sound
                input: { kind: audio, samples: 64 }
                preprocessor: { kind: audio_patches, size: 8 }
                positions: { kind: fourier, bands: 4 }
                mask_probability: 0
              - name: film
                input: { kind: video, frames: 4, height: 8, width: 8, channels: 1 }
                preprocessor: { kind: patches, size: 4, frames: 2 }
                positions: { kind: fourier, bands: 2 }
                mask_probability: 0
              - name: label
                input: { kind: label, classes: 4 }
                mask_probability: 1
          latents: { count: 8, width: 24, init: { kind: normal, scale: 0.5 } }
          encoder:
            blocks: 1
            cross_attend: { attention: { heads: 2, qk_width: 24, v_width: 24 }, mlp: { widening: 2 } }
            self_attend: { attention: { heads: 2 }, mlp: { widening: 2 } }
          decoder:
            kind: modalities
            width: 32
            parts:
              - { name: sound, queries: { kind: fourier, grid: [8], bands: 4, projection: 24 }, outputs: 8, weight: 4 }
              - { name: film, queries: { kind: fourier, grid: [2, 2, 2], bands: 2, projection: 24 }, outputs: 32, weight: 4 }
              - { name: label, queries: { kind: learned, count: 1, width: 24 }, outputs: 4, weight: 0.2 }
            cross_attend: { attention: { heads: 2, qk_width: 24, v_width: 24 }, mlp: { widening: 2 } }
          linear_init: glorot_uniform
        task: multimodal_autoencoding
        data: { source: { kind: clips, train: 240, test: 32 }, split: { validation: 0.1 } }
        training:
          epochs: 12
          batch_size: 16
          shards: 2
          optimizer: { kind: adamw, learning_rate: 0.01 }
          schedule: { kind: cosine, warmup_steps: 5 }
          clip_norm: 1
        """;

    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void Film_sound_and_label_are_learned_together()
    {
        var run = Train();
        using var eval = JsonDocument.Parse(Command.Run(_tiny, "eval", run, "--json").ShouldSucceed().Out);
        var baseline = eval.RootElement.GetProperty("baselines")[0].GetProperty("figures");
        foreach (var figure in (string[])["sound_psnr", "film_psnr", "accuracy"])
        {
            var (reached, least) = (Number(eval.RootElement, figure), Number(baseline, figure));
            Assert.True(reached > least, $"{figure} {reached}, baseline {least}");
        }

        var confusion = eval.RootElement.GetProperty("confusion");
        Assert.Equal(32, confusion.EnumerateArray().Sum(row => row.EnumerateArray().Sum(one => one.GetInt32())));
        Assert.Equal(
            "epoch,step,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy,"
                + "validation_sound_psnr,validation_film_psnr",
            File.ReadLines(Path.Combine(run, "metrics.csv")).First()
        );

        var told = Command.Run(_tiny, "eval", run).ShouldSucceed().Out;
        Assert.Matches("test: accuracy [0-9.]+ %, sound PSNR [0-9.]+ dB, film PSNR [0-9.]+ dB, loss", told);
        Assert.Contains(
            "baseline, the mean clip, the most frequent label: accuracy 25.00 %, sound PSNR",
            told,
            StringComparison.Ordinal
        );
        Assert.Contains("confusion:", told, StringComparison.Ordinal);

        // Each test clip above what became of it: four frames eightfold, and a sound below each.
        var png = Directory.EnumerateFiles(Path.Combine(run, "examples"), "*.png").Order().First();
        var image = ImageDecoder.Decode(File.ReadAllBytes(png), png, 3).Value();
        Assert.Equal(((2 * (64 + 2 + 48)) + 8, (4 * 66) - 2), (image.Height, image.Width));
        var report = Command.Run(_tiny, "report", run).ShouldSucceed();
        Assert.Contains("report.html", report.Out, StringComparison.Ordinal);

        Command.Run(_tiny, "predict", "--run", run, _tiny.AnImage).ShouldFail(1, "several inputs at once", "eval");
        Command.Run(_tiny, "attend", run, _tiny.AnImage).ShouldFail(1, "attend shows images and texts");
    }

    [Fact]
    public void A_preview_shows_each_clip_with_its_sound()
    {
        var config = _tiny.Folder.Write("clips.yaml", Clips);
        var sheet = _tiny.Folder["sheet.png"];
        Command.Run(_tiny, "preview", config, "--count", "3", "--out", sheet).ShouldSucceed();
        var image = ImageDecoder.Decode(File.ReadAllBytes(sheet), sheet, 3).Value();
        Assert.True(image.Height > 3 * 114 && image.Width > 262, $"{image.Height}x{image.Width}");
    }

    [Fact]
    public void The_best_weights_have_the_least_loss_and_not_the_most_right_labels()
    {
        var training = ConfigCompiler.Compile(Clips).Config!.Training;
        var progress = Progress.None with { Best = 1, BestValue = 0.5 };
        Assert.True(Judgement.IsBest(training, Told(0.4, 0.9), progress));
        Assert.False(Judgement.IsBest(training, Told(0.6, 1), progress));
        Assert.Equal("loss", Judgement.Name(training, Told(0.6, 1)));

        // The twin: where labels are all there is, they decide.
        var labels = Told(0.6, 1) with
        {
            Figures = [new Figure("accuracy", 1)],
        };
        Assert.True(Judgement.IsBest(training, labels, progress));

        static Scores Told(double loss, double share) =>
            new(loss, [new Figure("accuracy", share), new Figure("film_psnr", 20)], 10);
    }

    private string Train()
    {
        var run = Path.Combine(_tiny.Runs, "clips");
        Command.Run(_tiny, "train", _tiny.Folder.Write("clips.yaml", Clips), "--out", run, "--quiet").ShouldSucceed();
        return run;
    }

    private static double Number(JsonElement from, string name) => from.GetProperty(name).GetDouble();
}
