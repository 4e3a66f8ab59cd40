using Perceiver.Config;
using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

public sealed class Cifar100Tests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private DataLocation Here => new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    private static PerceiverConfig Config(CifarLabels labels = CifarLabels.Fine, int channels = 3) =>
        DataTestConfigs.Of(
            new DataSourceConfig.Cifar100(labels),
            new InputConfig.Image(64, 64, channels),
            labels == CifarLabels.Fine ? 100 : 20
        );

    private void Unpack(Dictionary<string, byte[]> files)
    {
        foreach (var (name, content) in files)
        {
            _folder.Write("cifar-100-binary/" + name, content);
        }
    }

    private static KeyValuePair<string, byte[]>[] Archived(Dictionary<string, byte[]> files) =>
        [.. files.Select(file => new KeyValuePair<string, byte[]>("cifar-100-binary/" + file.Key, file.Value))];

    [Fact]
    public void Planes_become_pixels_and_each_kind_of_label_has_its_names()
    {
        Unpack(TestFiles.Cifar(150, 10));
        var fine = DataSets.Load(Config(), Here).Value();
        Assert.Equal((150, 10, 32, 3), (fine.Train.Count, fine.Test.Count, fine.Train.Height, fine.Train.Channels));
        Assert.Equal(Enumerable.Range(0, 150).Select(i => i % 100), fine.Train.Labels);
        Assert.Equal("fine_99", fine.ClassNames[fine.Test.Labels[0]]);

        // Pixel (row 3, column 5) of record 7: red 7, green 3 * 32 + 5, blue 3.
        Assert.Equal([7, 101, 3], fine.Train.Image(7).Slice(3 * ((3 * 32) + 5), 3).ToArray());
        var coarse = DataSets.Load(Config(CifarLabels.Coarse), Here).Value();
        Assert.Equal(Enumerable.Range(0, 150).Select(i => i % 20), coarse.Train.Labels);
        Assert.Equal("coarse_19", coarse.ClassNames[19]);
        Assert.Equal(fine.Train.Pixels.ToArray(), coarse.Train.Pixels.ToArray());
    }

    [Fact]
    public void The_archive_is_read_as_the_folder_is()
    {
        var files = TestFiles.Cifar(30, 10);
        Unpack(files);
        var unpacked = DataSets.Load(Config(), Here).Value();
        using var other = new TemporaryFolder();
        other.Write("cifar-100-binary.tar.gz", TestFiles.TarGz(Archived(files)));
        var packed = DataSets.Load(Config(), new DataLocation(other.Path)).Value();
        Assert.Equal(unpacked.Train.Pixels.ToArray(), packed.Train.Pixels.ToArray());
        Assert.Equal(unpacked.Test.Labels.ToArray(), packed.Test.Labels.ToArray());
    }

    [Fact]
    public void Absent_data_says_how_to_get_it() =>
        DataSets.Load(Config(), Here).FailsWith(_folder.Path, "perceiver data get cifar100");

    [Fact]
    public void A_truncated_archive_is_one_message()
    {
        var whole = TestFiles.TarGz(Archived(TestFiles.Cifar(5, 5)));
        for (var length = 0; length < whole.Length * 3 / 4; length += 37)
        {
            _folder.Write("cifar-100-binary.tar.gz", whole[..length]);
            DataSets.Load(Config(), Here).FailsWith("cifar-100-binary.tar.gz", "get it again");
        }
    }

    [Fact]
    public void Wrong_lengths_labels_and_missing_files_are_named()
    {
        var files = TestFiles.Cifar(5, 5);
        files["train.bin"] = files["train.bin"][..^1];
        Unpack(files);
        DataSets.Load(Config(), Here).FailsWith("train.bin", "15369 bytes", "3074");
        files["train.bin"] = TestFiles.CifarRecords(5, i => (3, (byte)(i == 4 ? 100 : 0)));
        Unpack(files);
        DataSets.Load(Config(), Here).FailsWith("train.bin", "labels 3 and 100 in record 4");
        File.WriteAllBytes(_folder["cifar-100-binary/train.bin"], []);
        DataSets.Load(Config(), Here).FailsWith("train.bin", "0 bytes");
        File.Delete(_folder["cifar-100-binary/fine_label_names.txt"]);
        DataSets.Load(Config(), Here).FailsWith("fine_label_names.txt");
    }

    [Fact]
    public void A_grey_model_gets_luma()
    {
        Unpack(TestFiles.Cifar(5, 5));
        var splits = DataSets.Load(Config(channels: 1), Here).Value();
        Assert.Equal(1, splits.Train.Channels);
        Assert.Equal((byte)Math.Round((0.299 * 4) + (0.587 * 101) + (0.114 * 3)), splits.Train.Image(4)[(3 * 32) + 5]);
    }
}
