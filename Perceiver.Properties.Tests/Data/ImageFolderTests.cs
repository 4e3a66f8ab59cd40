using Perceiver.Config;
using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

public sealed class ImageFolderTests : IDisposable
{
    private static readonly SplitConfig Thirds = new(0.25, 0.25, SplitMethod.Random, 3);

    private readonly TemporaryFolder _folder = new();

    private DataLocation Here => new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    private static PerceiverConfig Config(
        string? csv = null,
        string? group = null,
        SplitConfig? split = null,
        EquatableArray<string> classes = default,
        string label = "label",
        int channels = 1,
        int count = 2
    ) =>
        DataTestConfigs.Of(
            new DataSourceConfig.ImageFolder("photos", csv, "file", label, group, classes),
            new InputConfig.Image(6, 8, channels),
            count,
            split
        );

    /// <summary>A picture all of one value.</summary>
    private static byte[] Flat(byte value, int height = 12, int width = 16) =>
        TestImages.Png(height, width, 1, [.. Enumerable.Repeat(value, height * width)]);

    private void WriteCsv(string text, int images)
    {
        _folder.Write("photos/labels.csv", text);
        for (var i = 0; i < images; i++)
        {
            _folder.Write($"photos/{i}.png", Flat((byte)i));
        }
    }

    [Fact]
    public void Sub_folders_are_classes_in_the_order_of_their_names()
    {
        _folder.Write("photos/b cats/1.PNG", Flat(10));
        _folder.Write("photos/b cats/deep/2.jpeg", TestImages.Jpeg(30, 20, 3, [.. Enumerable.Repeat((byte)90, 1800)]));
        _folder.Write("photos/a dogs/x.png", Flat(30, 3, 3));
        _folder.Write("photos/a dogs/notes.txt", "not an image");
        _folder.Write("photos/.hidden/y.png", "not looked at");
        var splits = DataSets.Load(Config(), Here).Value();
        Assert.Equal(["a dogs", "b cats"], splits.ClassNames);
        Assert.Equal([0, 1, 1], splits.Train.Labels.ToArray());
        Assert.Equal(["a dogs/x.png", "b cats/1.PNG", "b cats/deep/2.jpeg"], splits.Train.Names.ToArray());
        Assert.Equal((6, 8, 1), (splits.Train.Height, splits.Train.Width, splits.Train.Channels));
        Assert.All(splits.Train.Image(0).ToArray(), value => Assert.Equal(30, value));
        Assert.All(splits.Train.Image(1).ToArray(), value => Assert.Equal(10, value));
        Assert.All(splits.Train.Image(2).ToArray(), value => Assert.InRange(value, 88, 92));
    }

    [Fact]
    public void A_csv_names_files_labels_and_groups_that_stay_together()
    {
        var rows = Enumerable.Range(0, 40).Select(i => $"\"{i}.png\",{(i % 2 == 0 ? "L" : "R")},patient {i / 2}\n");
        WriteCsv("file,label,patient\n" + string.Concat(rows), 40);
        var splits = DataSets.Load(Config("labels.csv", "patient", Thirds), Here).Value();
        Assert.Equal((20, 10, 10), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        var patients = new[] { splits.Train, splits.Validation, splits.Test }
            .Select(part => part.Names.Select(name => int.Parse(name[..^4]) / 2).ToHashSet())
            .ToArray();
        Assert.Equal(20, patients.Sum(part => part.Count));
        Assert.All(
            splits.Test.Names.Select((name, i) => (Number: int.Parse(name[..^4]), Index: i)),
            image =>
            {
                Assert.Equal(image.Number % 2, splits.Test.Labels[image.Index]);
                Assert.Equal((byte)image.Number, splits.Test.Image(image.Index)[0]);
            }
        );

        // Without groups, the same seed tears some patient apart.
        var torn = DataSets.Load(Config("labels.csv", null, Thirds), Here).Value();
        var ofTest = torn.Test.Names.Select(name => int.Parse(name[..^4]) / 2).ToHashSet();
        Assert.Contains(torn.Train.Names, name => ofTest.Contains(int.Parse(name[..^4]) / 2));
    }

    [Fact]
    public void Given_classes_decide_the_labels()
    {
        WriteCsv("file,label\n0.png,L\n1.png,R\n", 2);
        var splits = DataSets.Load(Config("labels.csv", classes: ["R", "L"]), Here).Value();
        Assert.Equal([1, 0], splits.Train.Labels.ToArray());
        Assert.Equal(["R", "L"], splits.ClassNames);
    }

    [Fact]
    public void The_folder_itself_may_be_named()
    {
        WriteCsv("file,label\n0.png,L\n1.png,R\n", 2);
        Assert.True(DataSets.Load(Config("labels.csv"), new DataLocation(_folder["photos"])).IsRight);
        Assert.True(DataSets.Load(Config("labels.csv"), new DataLocation(Home: _folder.Path)).IsRight);
    }

    [Fact]
    public void An_absent_or_empty_folder_says_what_to_do()
    {
        DataSets.Load(Config(), Here).FailsWith("photos", _folder.Path, "--data");
        Directory.CreateDirectory(_folder["photos"]);
        DataSets.Load(Config(), Here).FailsWith("photos", "no images", "sub-folder per class");
        DataSets.Load(Config("labels.csv"), Here).FailsWith("labels.csv", "does not exist");
    }

    [Theory]
    [InlineData("file,label\n0.png,L\nnone.png,R\n", "labels.csv(3)", "none.png is not in")]
    [InlineData("file,label\nx.png,L\ny.png,R\n", "x.png is not in", "nor are 1 others")]
    [InlineData("name,label\n0.png,L\n", "no column 'file'", "name, label")]
    [InlineData("file,lable\n0.png,L\n", "no column 'label'", "did you mean 'lable'?")]
    [InlineData("file,label\n0.png,L\n0.png,R\n", "labels.csv(3)", "0.png is listed twice")]
    [InlineData("file,label\n0.png,\n", "labels.csv(2)", "label or group is empty")]
    [InlineData("file,label\n", "no images")]
    [InlineData("", "labels.csv", "is empty")]
    [InlineData("file,label\n0.png,L\n", "1 classes (L)", "task has 2")]
    public void Faults_of_a_csv_are_named(string text, params string[] words)
    {
        WriteCsv(text, 1);
        DataSets.Load(Config("labels.csv"), Here).FailsWith(words);
    }

    [Fact]
    public void An_empty_group_is_named()
    {
        WriteCsv("file,label,patient\n0.png,L,7\n1.png,R, \n", 2);
        DataSets.Load(Config("labels.csv", "patient"), Here).FailsWith("labels.csv(3)", "group is empty");
    }

    [Fact]
    public void Unknown_and_unused_classes_are_named()
    {
        WriteCsv("file,label\n0.png,L\n1.png,Q\n", 2);
        DataSets
            .Load(Config("labels.csv", classes: ["L", "R"]), Here)
            .FailsWith("labels.csv(3)", "label 'Q'", "data.source.classes");
        DataSets
            .Load(Config("labels.csv", classes: ["L", "Q", "R"], count: 3), Here)
            .FailsWith("class 'R'", "no image");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("hello", "neither PNG nor JPEG")]
    public void A_bad_image_is_named_whatever_thread_met_it(string content, string words)
    {
        WriteCsv("file,label\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{i}.png,{i % 2}\n")), 20);
        _folder.Write("photos/7.png", content);
        _folder.Write("photos/13.png", "also bad");
        DataSets.Load(Config("labels.csv"), Here).FailsWith("7.png", words);
    }

    [Fact]
    public void Files_to_predict_are_read_at_the_models_size()
    {
        var files = new[] { _folder.Write("a.png", Flat(9)), _folder.Write("b.png", Flat(5, 100, 3)) };
        var set = DataSets.FromFiles(Config(channels: 3), files).Value();
        Assert.Equal((2, 6, 8, 3), (set.Count, set.Height, set.Width, set.Channels));
        Assert.All(set.Image(1).ToArray(), value => Assert.Equal(5, value));
        DataSets.FromFiles(Config(), [_folder["none.png"]]).FailsWith("none.png", "does not exist");
    }
}
