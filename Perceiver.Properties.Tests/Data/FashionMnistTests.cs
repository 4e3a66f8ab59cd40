using Perceiver.Config;
using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

public sealed class FashionMnistTests : IDisposable
{
    private static readonly InputConfig.Image Grey = new(28, 28, 1);

    private readonly TemporaryFolder _folder = new();

    private DataLocation Here => new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    private static PerceiverConfig Config(
        InputConfig.Image? input = null,
        int classes = 10,
        SplitConfig? split = null,
        int? limit = null
    ) => DataTestConfigs.Of(new DataSourceConfig.FashionMnist(), input ?? Grey, classes, split, limit);

    [Fact]
    public void Images_labels_and_names_are_those_of_the_files()
    {
        TestFiles.FashionMnist(_folder, 30, 5, i => (byte)(i % 10));
        var splits = DataSets.Load(Config(split: new SplitConfig(0.2, 0, SplitMethod.Last, 0)), Here).Value();
        Assert.Equal((24, 6, 5), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Equal(Enumerable.Range(24, 6).Select(i => i % 10), splits.Validation.Labels);
        Assert.All(splits.Validation.Image(2).ToArray(), value => Assert.Equal(26, value));
        Assert.Equal((28, 28, 1), (splits.Test.Height, splits.Test.Width, splits.Test.Channels));
        Assert.Equal("Ankle boot", splits.ClassNames[9]);
    }

    [Fact]
    public void A_limit_takes_the_first_training_examples_and_leaves_the_rest_alone()
    {
        TestFiles.FashionMnist(_folder, 30, 5, i => (byte)(i % 10));
        var splits = DataSets.Load(Config(split: new SplitConfig(0.2, 0, SplitMethod.Last, 0), limit: 7), Here).Value();
        Assert.Equal((7, 6, 5), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Equal(Enumerable.Range(0, 7), splits.Train.Labels);
    }

    [Fact]
    public void A_model_of_three_channels_gets_three()
    {
        TestFiles.FashionMnist(_folder, 3, 3, i => (byte)i);
        var splits = DataSets.Load(Config(new InputConfig.Image(28, 28, 3)), Here).Value();
        Assert.Equal(3, splits.Train.Channels);
        Assert.All(splits.Train.Image(2).ToArray(), value => Assert.Equal(2, value));
    }

    [Fact]
    public void The_folder_itself_may_be_named_and_the_home_is_looked_at()
    {
        TestFiles.FashionMnist(_folder, 3, 3, i => (byte)i);
        Assert.True(DataSets.Load(Config(), new DataLocation(_folder["fashion-mnist"])).IsRight);
        Assert.True(DataSets.Load(Config(), new DataLocation(Home: _folder.Path, SystemFolders: [])).IsRight);
        Assert.True(DataSets.Load(Config(), new DataLocation(Home: "/none", SystemFolders: [_folder.Path])).IsRight);
    }

    [Fact]
    public void Absent_data_says_how_to_get_it() =>
        DataSets.Load(Config(), Here).FailsWith(_folder.Path, "perceiver data get fashion-mnist", "apt-get install");

    [Fact]
    public void A_label_out_of_range_is_named()
    {
        TestFiles.FashionMnist(_folder, 12, 5, i => (byte)i);
        DataSets.Load(Config(), Here).FailsWith("train-labels-idx1-ubyte.gz", "label 10 at 10", "10 classes");
    }

    [Fact]
    public void Labels_and_images_that_do_not_match_are_named()
    {
        TestFiles.FashionMnist(_folder, 12, 5, _ => 0);
        _folder.Write("fashion-mnist/t10k-labels-idx1-ubyte.gz", TestFiles.Gzip(TestFiles.Idx([4], new byte[4])));
        DataSets.Load(Config(), Here).FailsWith("4 labels", "5 images");
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        TestFiles.FashionMnist(_folder, 12, 5, _ => 0);
        File.Delete(_folder["fashion-mnist/t10k-images-idx3-ubyte.gz"]);
        DataSets.Load(Config(), Here).FailsWith("t10k-images-idx3-ubyte.gz");
    }

    [Fact]
    public void A_config_that_does_not_fit_the_data_is_told_so()
    {
        TestFiles.FashionMnist(_folder, 12, 5, _ => 0);
        DataSets.Load(Config(classes: 7), Here).FailsWith("10 classes", "task has 7", "task.classes");
        DataSets.Load(Config(new InputConfig.Image(28, 28, 2)), Here).FailsWith("model.input.channels");
        DataSets.Load(Config(split: new SplitConfig(0, 0.1, SplitMethod.Last, 0)), Here).FailsWith("data.split.test");
    }

    [FactWithFashionMnist]
    public void The_whole_data_set_is_balanced_and_verified()
    {
        var entry = DataCatalog.Find("fashion-mnist")!;
        DataVerifier.Verify(entry, new DataLocation(Home: _folder.Path)).Value();
        var splits = DataSets
            .Load(Config(split: new SplitConfig(0.1, 0, SplitMethod.Random, 1)), new DataLocation(Home: _folder.Path))
            .Value();
        Assert.Equal((54_000, 6_000, 10_000), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Equal(
            Enumerable.Repeat(1000, 10),
            splits.Test.Labels.CountBy(label => label).Select(pair => pair.Value)
        );
        Assert.Equal(
            Enumerable.Repeat(6000, 10),
            splits.Train.Labels.Concat(splits.Validation.Labels).CountBy(label => label).Select(pair => pair.Value)
        );

        // The first training image is an ankle boot, the first test image too (the publisher's own samples).
        Assert.Equal(9, splits.Test.Labels[0]);
    }
}
