using System.Text.Json;
using System.Text.RegularExpressions;
using Perceiver.Data;
using Perceiver.Properties.Tests.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>Every task through the command line: it learns more than counting does, and says what it learned.</summary>
[Collection(CliCollection.Name)]
public sealed class TaskRunTests : IDisposable
{
    private const string Encoder = """
          latents: { count: 8, width: 24, init: { kind: normal, scale: 0.5 } }
          encoder:
            blocks: 1
            cross_attend: { attention: { heads: 2 }, mlp: { widening: 2 } }
            self_attend: { attention: { heads: 2 }, mlp: { widening: 2 } }
        """;

    private const string Training = """
        training:
          epochs: 6
          batch_size: 16
          shards: 2
          optimizer: { kind: adamw, learning_rate: 0.01 }
          schedule: { kind: cosine, warmup_steps: 5 }
          clip_norm: 1
        """;

    private const string Masked = $$"""
        model:
          input: { kind: tokens, length: 24, vocabulary: 262, padding: 0 }
          preprocessor: { kind: embedding, width: 24, init: { kind: normal, scale: 0.5 } }
          positions: { kind: fourier, bands: 12 }
        {{Encoder}}
          decoder:
            kind: queries
            queries: { kind: fourier, grid: [24], bands: 12, projection: 24 }
            cross_attend: { attention: { heads: 2 }, mlp: { widening: 2 } }
        task: { kind: masked_language_model, mask_token: 3 }
        data:
          source: { kind: text, path: verse.txt }
          split: { validation: 0.1, test: 0.1, method: last }
        {{Training}}
        """;

    private const string Causal = $$"""
        model:
          input: { kind: tokens, length: 24, vocabulary: 262 }
          preprocessor: { kind: embedding, width: 24 }
          positions: learned
          latents: { count: 16, width: 24, source: last_inputs }
          encoder:
            blocks: 1
            causal: true
            input_dropout: 0.25
            cross_attend: { attention: { heads: 2 }, mlp: { widening: 2 } }
            self_attend: { attention: { heads: 2 }, mlp: { widening: 2 } }
          decoder: { kind: latents, output: tied }
        task: causal_language_model
        data:
          source: { kind: text, path: verse.txt }
          split: { validation: 0.1, test: 0.1, method: last }
        {{Training}}
        """;

    private const string Solids = $$"""
        model:
          input: { kind: points, count: 48 }
          preprocessor: points
          positions: { kind: fourier, bands: 3, max_resolution: [4] }
        {{Encoder}}
          decoder: mean_pool
        task: { kind: classification, classes: 8 }
        data: { source: { kind: solids, train: 240, test: 64 } }
        {{Training}}
        """;

    private const string Scenes = $$"""
        model:
          input: { kind: image, height: 12, width: 12, channels: 3 }
          preprocessor: { kind: patches, size: 3 }
          positions: { kind: fourier, bands: 4 }
        {{Encoder}}
          decoder:
            kind: queries
            queries: { kind: fourier, grid: [12, 12], bands: 6, projection: 24 }
            cross_attend: { attention: { heads: 2 }, mlp: { widening: 2 } }
        task: { kind: segmentation, classes: 5 }
        data: { source: { kind: scenes, train: 240, test: 32, shapes: 4 } }
        {{Training}}
        """;

    private const string Flow = $$"""
        model:
          input: { kind: video, frames: 2, height: 8, width: 8, channels: 3 }
          preprocessor: { kind: patches, size: 3, stride: 1, padding: 1, frames: 2, width: 24 }
          positions: { kind: fourier, bands: 4, max_resolution: [8, 8] }
        {{Encoder}}
          decoder:
            kind: queries
            queries: inputs
            cross_attend: { attention: { heads: 1, qk_width: 24, v_width: 24 }, mlp: { widening: 2 } }
        task: { kind: regression, outputs: 2 }
        data: { source: { kind: moving_scenes, train: 240, test: 32, motion: 1 } }
        {{Training}}
        """;

    private const string Tags = $$"""
        model:
          input: { kind: image, height: 12, width: 12, channels: 3 }
          preprocessor: { kind: patches, size: 3 }
          positions: { kind: fourier, bands: 4 }
        {{Encoder}}
          decoder: mean_pool
        task: { kind: classification, classes: 4, multi_label: true }
        data: { source: { kind: scenes, train: 240, test: 64, shapes: 2 } }
        {{Training}}
        """;

    private const string Squares = $$"""
        model:
          input: { kind: image, height: 8, width: 8, channels: 1 }
          preprocessor: { kind: patches, size: 4, width: 8 }
          positions: learned
        {{Encoder}}
          decoder:
            kind: queries
            queries: { kind: learned, count: 4, width: 24 }
            cross_attend: { attention: { heads: 2 } }
        task: autoencoding
        data:
          source: { kind: image_folder, path: squares }
          split: { validation: 0.2, test: 0.2 }
          normalization: symmetric
        {{Training}}
        """;

    private readonly TinyRun _tiny = new();

    public TaskRunTests() =>
        _tiny.Folder.Write(
            "verse.txt",
            string.Concat(Enumerable.Repeat("the cat sat on the mat and saw a dog. ", 200))
        );

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [InlineData(nameof(Causal), 8, "bits_per_byte", -1)]
    [InlineData(nameof(Solids), 8, "top1", 1)]
    [InlineData(nameof(Squares), 60, "mse", -1)]
    [InlineData(nameof(Masked), 30, "bits_per_byte", -1)]
    [InlineData(nameof(Scenes), 20, "mean_iou", 1)]
    [InlineData(nameof(Scenes), 20, "pixel_accuracy", 1)]
    [InlineData(nameof(Flow), 20, "epe", -1)]
    [InlineData(nameof(Tags), 20, "map", 1)]
    public void Each_task_learns_more_than_its_baseline(string name, int epochs, string figure, int better)
    {
        var run = Train(name, $"training.epochs={epochs}");
        using var eval = JsonDocument.Parse(Command.Run(_tiny, "eval", run, "--json").ShouldSucceed().Out);
        var reached = eval.RootElement.GetProperty(figure).GetDouble();
        var baseline = eval
            .RootElement.GetProperty("baselines")[0]
            .GetProperty("figures")
            .GetProperty(figure)
            .GetDouble();
        Assert.True(better * (reached - baseline) > 0, $"{figure} {reached}, baseline {baseline}");
        Assert.Contains("baseline, ", Command.Run(_tiny, "eval", run).ShouldSucceed().Out, StringComparison.Ordinal);

        var header = File.ReadLines(System.IO.Path.Combine(run, "metrics.csv")).First();
        Assert.Contains($"validation_{figure}", header, StringComparison.Ordinal);
        Assert.Equal(name == nameof(Solids), header.Contains("top5", StringComparison.Ordinal));
        var columns = header.Split(',').Length;
        Assert.All(
            File.ReadLines(System.IO.Path.Combine(run, "metrics.csv")),
            row => Assert.Equal(columns, row.Split(',').Length)
        );
    }

    [Fact]
    public void The_figures_of_pixels_stand_in_the_metrics()
    {
        var run = Train(nameof(Scenes), "training.epochs=1");
        Assert.Equal(
            "epoch,step,learning_rate,train_loss,train_pixel_accuracy,validation_loss,validation_pixel_accuracy,"
                + "validation_mean_iou",
            File.ReadLines(System.IO.Path.Combine(run, "metrics.csv")).First()
        );
    }

    [Fact]
    public void A_masked_text_is_filled_in()
    {
        var run = Train(nameof(Masked), "training.epochs=1");
        var file = _tiny.Folder.Write("gap.txt", "the c[MASK]t sat");
        using var answer = JsonDocument.Parse(
            Command.Run(_tiny, "predict", "--run", run, file, "--top", "3", "--json").ShouldSucceed().Out
        );
        var one = answer.RootElement[0];
        Assert.Matches("^the c.+t sat$", one.GetProperty("text").GetString());
        Assert.Equal(5, one.GetProperty("masks")[0].GetProperty("position").GetInt32());
        Assert.Equal(3, one.GetProperty("masks")[0].GetProperty("predictions").GetArrayLength());

        var whole = _tiny.Folder.Write("whole.txt", "nothing");
        Command.Run(_tiny, "predict", "--run", run, whole).ShouldFail(1, "whole.txt", "[MASK]");
        var endless = _tiny.Folder.Write("long.txt", "[MASK]" + new string('a', 30));
        Command.Run(_tiny, "predict", "--run", run, endless).ShouldFail(1, "long.txt", "31 bytes and masks", "24");
    }

    [Fact]
    public void A_cloud_of_points_is_classified_and_a_bad_one_refused()
    {
        var run = Train(nameof(Solids), "training.epochs=1");
        var cube = _tiny.Folder.Write("cube.xyz", "0 0 0\n0 0 1\n0 1 0\n1 0 0\n1 1 1\n");
        using var answer = JsonDocument.Parse(
            Command.Run(_tiny, "predict", "--run", run, cube, "--json", "--top", "8").ShouldSucceed().Out
        );
        var labels = answer.RootElement[0].GetProperty("predictions").EnumerateArray();
        Assert.Equal(1, labels.Sum(guess => guess.GetProperty("probability").GetDouble()), 1e-6);
        var bad = _tiny.Folder.Write("bad.csv", "0,0\n");
        Command.Run(_tiny, "predict", "--run", run, bad).ShouldFail(1, "bad.csv(1)", "2 columns");
    }

    [Fact]
    public void Masks_and_reconstructions_are_written_as_pictures()
    {
        foreach (
            var (name, what, side) in new[] { (nameof(Scenes), "mask", 12), (nameof(Squares), "reconstruction", 8) }
        )
        {
            var run = Train(name, "training.epochs=1");
            var folder = _tiny.Folder["answers"];
            Command.Run(_tiny, "predict", "--run", run, _tiny.AnImage, "--out", folder).ShouldSucceed();
            var png = System.IO.Path.Combine(folder, $"00.{what}.png");
            var image = Perceiver.Data.ImageDecoder.Decode(File.ReadAllBytes(png), png, 1).Value();
            Assert.Equal((side, side), (image.Height, image.Width));
        }
    }

    [Fact]
    public void How_frames_move_is_drawn_and_written_for_each_but_the_last()
    {
        var run = Train(nameof(Flow), "training.epochs=1");
        var (folder, first) = (_tiny.Folder["flows"], _tiny.AnImage);
        var second = Directory.GetFiles(_tiny.Folder["squares/right"])[0];
        using var answer = JsonDocument.Parse(
            Command
                .Run(_tiny, "predict", "--run", run, first, second, first, "--out", folder, "--json")
                .ShouldSucceed()
                .Out
        );
        Assert.Equal(2, answer.RootElement.GetArrayLength());
        var one = answer.RootElement[0];
        Assert.Equal((first, second), (one.GetProperty("file").GetString(), one.GetProperty("next").GetString()));
        var picture = ImageDecoder.Decode(one.GetProperty("flow").GetString()!, 3).Value();
        Assert.Equal((8, 8), (picture.Height, picture.Width));
        var numbers = File.ReadAllBytes(one.GetProperty("numbers").GetString()!);
        Assert.Equal(12 + (8 * 8 * 2 * 4), numbers.Length);
        var right = Enumerable.Range(0, 64).Average(i => (double)BitConverter.ToSingle(numbers, 12 + (8 * i)));
        Assert.Equal(right, one.GetProperty("mean_right").GetDouble(), 1e-5);

        Command.Run(_tiny, "predict", "--run", run, first).ShouldFail(1, "two or more frames");
        Command.Run(_tiny, "predict", "--run", run, first, "none.png", "--out", folder).ShouldFail(1, "none.png");
    }

    [Fact]
    public void Each_of_several_labels_has_a_probability_of_its_own()
    {
        var run = Train(nameof(Tags), "training.epochs=1");
        using var answer = JsonDocument.Parse(
            Command.Run(_tiny, "predict", "--run", run, _tiny.AnImage, "--json", "--top", "1").ShouldSucceed().Out
        );
        var labels = answer.RootElement[0].GetProperty("predictions").EnumerateArray().ToArray();
        Assert.Equal(
            ["disc", "ring", "square", "triangle"],
            labels.Select(one => one.GetProperty("label").GetString()).Order()
        );
        Assert.NotEqual(1, labels.Sum(one => one.GetProperty("probability").GetDouble()), 1e-6);
        var sheet = _tiny.Folder["tags.png"];
        Command.Run(_tiny, "preview", Path(nameof(Tags)), "--out", sheet, "--count", "2").ShouldSucceed();
    }

    [Fact]
    public void A_preview_of_frames_draws_both_and_where_pixels_go()
    {
        var sheet = _tiny.Folder["flow.png"];
        Command.Run(_tiny, "preview", Path(nameof(Flow)), "--out", sheet, "--count", "2").ShouldSucceed();
        var drawn = ImageDecoder.Decode(sheet, 3).Value();
        Assert.Equal((3 * (96 + 8)) + 8, drawn.Width);
        // A background that goes one way fills its corner with one colour, as a texture would not.
        var upper = drawn.Pixels.Span.Slice(((8 * drawn.Width) + 8 + (2 * 104)) * 3, 3).ToArray();
        Assert.Contains(
            drawn.Pixels.ToArray().Chunk(3).CountBy(pixel => (pixel[0], pixel[1], pixel[2])),
            pair => pair.Key == (upper[0], upper[1], upper[2]) && pair.Value >= 144
        );
    }

    [Fact]
    public void What_cannot_be_had_of_a_task_is_said_in_one_line()
    {
        var run = Train(nameof(Causal), "training.epochs=1");
        Command.Run(_tiny, "predict", "--run", run, _tiny.AnImage).ShouldFail(1, "perceiver generate");
        Command
            .Run(_tiny, "train", Path(nameof(Causal)), "--set", "data.source=none", "--set", "data.split.method=random")
            .ShouldFail(1, "data.source is none");
        Command
            .Run(_tiny, "train", Path(nameof(Causal)), "--data", "/nowhere")
            .ShouldFail(1, "verse.txt", "--data FILE");
    }

    [Theory]
    [InlineData(nameof(Masked), 0, 0, 0)]
    [InlineData(nameof(Solids), 8, 0, 1)]
    [InlineData(nameof(Scenes), 5, 8, 0)]
    [InlineData(nameof(Squares), 0, 8, 0)]
    [InlineData(nameof(Flow), 0, 8, 0)]
    [InlineData(nameof(Tags), 0, 0, 0)]
    public void The_page_of_a_run_shows_what_its_task_has(string name, int classes, int samples, int best)
    {
        var run = Train(name, "training.epochs=1", "training.schedule.warmup_steps=1");
        var page = ReportTests.Data(System.IO.Path.Combine(run, "report.html"));
        Assert.Empty(page.GetProperty("warnings").EnumerateArray());
        var test = page.GetProperty("test");
        Assert.Equal(classes, test.GetProperty("confusion").GetArrayLength());
        Assert.Equal(classes, test.GetProperty("per_class").GetArrayLength());
        Assert.NotEmpty(test.GetProperty("baselines").EnumerateArray());
        var loss = page.GetProperty("summary").GetProperty("test").GetProperty("loss").GetDouble();
        Assert.Equal(loss, test.GetProperty("loss").GetDouble());
        Assert.Equal(samples, page.GetProperty("samples").GetArrayLength());
        Assert.All(
            page.GetProperty("samples").EnumerateArray(),
            one => Assert.StartsWith("data:image/png;base64,", one.GetString())
        );
        var shown = page.GetProperty("best").EnumerateArray().Concat(page.GetProperty("worst").EnumerateArray());
        Assert.Equal(best > 0, shown.Any());
        using var eval = JsonDocument.Parse(
            Command.Run(_tiny, "eval", run, "--data", _tiny.Folder.Path, "--json").ShouldSucceed().Out
        );
        Assert.Equal(eval.RootElement.GetRawText(), test.GetRawText());
    }

    [Fact]
    public void A_preview_of_texts_marks_what_is_masked_and_one_of_points_draws_them()
    {
        string Page(string name, params string[] set)
        {
            var page = _tiny.Folder["preview.html"];
            Command
                .Run(_tiny, ["preview", Path(name), "--data", _tiny.Folder.Path, "--out", page, "--count", "2", .. set])
                .ShouldSucceed();
            return File.ReadAllText(page);
        }

        const string Mark = "<pre>[^/]*<mark class=\"masked\">";
        var plain = Page(nameof(Causal));
        Assert.DoesNotMatch(Mark, plain);
        Assert.Equal(6, Regex.Count(plain, "<pre>"));
        // A third of 24 tokens, twice in each of three epochs, and once in the legend.
        var masked = Page(
            nameof(Causal),
            "--set",
            "data.augmentation=[{ kind: byte_masking, token: 3, share: 0.33333 }]"
        );
        Assert.Equal((2 * 3 * 8) + 1, Regex.Count(masked, "class=\"masked\""));
        Assert.Matches(Mark, Page(nameof(Masked)));

        var sheet = _tiny.Folder["points.png"];
        string[] points = ["preview", Path(nameof(Solids)), "--out", sheet, "--count", "2"];
        Command.Run(_tiny, points).ShouldSucceed();
        var still = ImageDecoder.Decode(sheet, 3).Value();
        Assert.Equal(Cell(still, 0), Cell(still, 3));
        Command
            .Run(_tiny, [.. points, "--set", "data.augmentation=[{ kind: point_shift, distance: 0.5 }]"])
            .ShouldSucceed();
        var moved = ImageDecoder.Decode(sheet, 3).Value();
        Assert.Equal(Cell(still, 0), Cell(moved, 0));
        Assert.NotEqual(Cell(still, 0), Cell(moved, 3));

        // The upper left picture's column: cells are 160 wide, with 8 between them.
        static byte[] Cell(DecodedImage image, int column) =>
            [
                .. Enumerable
                    .Range(8, 160)
                    .SelectMany(y =>
                        image.Pixels.Span.Slice(((y * image.Width) + 8 + (column * 168)) * 3, 160 * 3).ToArray()
                    ),
            ];
    }

    private string Train(string name, params string[] set)
    {
        var run = System.IO.Path.Combine(_tiny.Runs, name);
        var settings = set.SelectMany(one => (string[])["--set", one]);
        Command
            .Run(_tiny, ["train", Path(name), "--data", _tiny.Folder.Path, "--out", run, "--quiet", .. settings])
            .ShouldSucceed();
        return run;
    }

    private string Path(string name)
    {
        var text = name switch
        {
            nameof(Masked) => Masked,
            nameof(Causal) => Causal,
            nameof(Solids) => Solids,
            nameof(Scenes) => Scenes,
            nameof(Flow) => Flow,
            nameof(Tags) => Tags,
            _ => Squares,
        };
        return _tiny.Folder.Write(name.ToLowerInvariant() + ".yaml", text);
    }
}
