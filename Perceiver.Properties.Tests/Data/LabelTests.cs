using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Several labels per example: what is there, how it is judged, and what cannot be asked.</summary>
public sealed class LabelTests
{
    private const string Text = """
        model:
          input: { kind: image, height: 12, width: 12, channels: 3 }
          preprocessor: { kind: patches, size: 3 }
          positions: { kind: fourier, bands: 4 }
          latents: { count: 4, width: 8 }
          encoder: { blocks: 1 }
          decoder: mean_pool
        task: { kind: classification, classes: 4, multi_label: true }
        data:
          source: { kind: scenes, train: 30, test: 10, shapes: 3 }
          split: { validation: 0.1 }
        training: { epochs: 1 }
        """;

    [Fact]
    public void An_image_has_the_labels_of_the_shapes_that_it_shows()
    {
        using var scope = NewDisposeScope();
        var config = ConfigCompiler.Compile(Text).Config!;
        var data = DataSets
            .Load(config, new DataLocation())
            .Match(Right: splits => splits, Left: error => throw new Xunit.Sdk.XunitException(error.Message));
        Assert.Equal(["disc", "square", "triangle", "ring"], data.ClassNames);
        var train = (ImageSet)data.Train;
        int[] indices = [7, 0, 3, 11];
        var batch = Batches.Of(config, PixelStatistics.Of(train), train, indices, RngKey.FromSeed(1));
        var labels = ((LabelTargets)batch.Wanted).Labels;
        Assert.Equal([4, 4], labels.shape);
        foreach (var (row, index) in indices.Index())
        {
            var shown = train.ClassesOf(index).ToArray().ToHashSet();
            Assert.Equal(
                Enumerable.Range(1, 4).Select(kind => shown.Contains((byte)kind) ? 1f : 0f),
                labels[row].data<float>().ToArray()
            );
        }

        var all = Enumerable.Range(0, train.Count).SelectMany(i => train.LabelsOf(i, 4)).ToArray();
        Assert.InRange(all.Average(), 0.1, 0.9);
    }

    [Fact]
    public void Average_precision_and_F1_are_those_worked_by_hand()
    {
        // Right at the first and third place: (1 + 2/3) / 2. A tie is one step: 1/2. Of the last label there is none.
        var figures = new LabelFigures(4);
        figures.Add([4, 1, 1, -1], [1, 1, 1, 0]);
        figures.Add([3, 1, -1, -1], [0, 0, 0, 0]);
        figures.Add([2, 1, -2, -1], [1, 1, 0, 0]);
        figures.Add([-1, 1, -3, -1], [0, 0, 1, 0]);
        var third = (1 + (2.0 / 4)) / 2;
        Assert.Equal(((5.0 / 6) + 0.5 + third) / 3, Value("map"), 1e-12);
        // 2 of 3 said and 2 there; 2 of 4 said and 2 there; 1 of 1 said and 2 there; the last is neither said nor there.
        Assert.Equal(((4.0 / 5) + (4.0 / 6) + (2.0 / 3)) / 3, Value("macro_f1"), 1e-12);
        Assert.Equal((3 + 2 + 3 + 4) / 16.0, Value("label_accuracy"), 1e-12);
        Assert.All(new LabelFigures(2).Figures, figure => Assert.Equal(0, figure.Value));

        double Value(string name) => figures.Figures.Single(one => one.Name == name).Value;
    }

    [Fact]
    public void Frequencies_rank_nothing_so_that_their_precision_is_the_frequency()
    {
        var train = Images([1], [1, 2], [2], [1]);
        var baseline = Assert.Single(LabelBaselines.Of(train, Images([1], [], [], [1, 2]), 2));
        Assert.Equal("label frequencies", baseline.Name);
        Assert.Equal((0.5 + 0.25) / 2, baseline.Figures[0].Value, 1e-12);
        // The first is said of all and there in half; the second, half the time there, is never said.
        Assert.Equal((2.0 / 3) / 2, baseline.Figures[1].Value, 1e-12);
    }

    [Theory]
    [InlineData("classes: 4", "classes: 5", "PCV206", "4")]
    [InlineData("multi_label: true", "multi_label: false", "PCV246", "classification with multi_label")]
    [InlineData(
        "{ kind: scenes, train: 30, test: 10, shapes: 3 }",
        "cifar100",
        "PCV246",
        "classification with multi_label"
    )]
    [InlineData("split: { validation: 0.1 }", "augmentation: [mixup]", "PCV249", "neither mixed nor exchanged")]
    [InlineData(
        "split: { validation: 0.1 }",
        "augmentation: [{ kind: horizontal_flip, labels: [1, 0, 2, 3] }]",
        "PCV249",
        "neither mixed nor exchanged"
    )]
    public void What_several_labels_do_not_go_with_is_said(string before, string after, string rule, string words)
    {
        Assert.Empty(ConfigCompiler.Compile(Text).Findings);
        var text = Text.Replace(before, after, StringComparison.Ordinal);
        Assert.NotEqual(Text, text);
        var finding = Assert.Single(ConfigCompiler.Compile(text).Findings, one => one.Rule.Id == rule);
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }

    // Images of one row that show these kinds.
    private static ImageSet Images(params byte[][] kinds) =>
        new(new byte[kinds.Length * 3], 1, 3, 1, [.. new int[kinds.Length]], [])
        {
            PixelClasses = kinds.SelectMany(own => (byte[])[.. own, .. new byte[3 - own.Length]]).ToArray(),
        };
}
