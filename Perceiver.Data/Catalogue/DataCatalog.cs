using System.Collections.Immutable;
using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>The data sets that the shipped configs use: what they are and where they come from.</summary>
public static class DataCatalog
{
    private const string FashionMnist = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";

    /// <summary>All of them.</summary>
    public static ImmutableArray<DataSetEntry> All { get; } =
    [
        new(
            "fashion-mnist",
            "70,000 grey images of clothes, 28x28, 10 classes (Xiao, Rasul, Vollgraf 2017; MIT licence)",
            FashionMnistSource.FolderName,
            [
                Idx(
                    "train-images-idx3-ubyte",
                    26421880,
                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"
                ),
                Idx(
                    "train-labels-idx1-ubyte",
                    29515,
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"
                ),
                Idx(
                    "t10k-images-idx3-ubyte",
                    4422102,
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"
                ),
                Idx("t10k-labels-idx1-ubyte", 5148, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
            ],
            Unpacked: false,
            Package: "dataset-fashion-mnist",
            HowTo: null
        ),
        new(
            "cifar100",
            "60,000 RGB images of things, 32x32, 100 classes in 20 super-classes (Krizhevsky 2009)",
            Cifar100Files.FolderName,
            [
                new DataFile(
                    Cifar100Files.ArchiveName,
                    "https://www.cs.toronto.edu/~kriz/" + Cifar100Files.ArchiveName,
                    168_513_733,
                    new DataChecksum(DataHash.Md5, Unzipped: false, "03b5dce01913d631647c71ecec9e9cb8")
                ),
            ],
            Unpacked: true,
            Package: null,
            HowTo: null
        ),
        new(
            "knee-xray",
            "2,941 grey knee X-rays of 1,875 patients, 64x64, left or right (Chen 2018, Mendeley Data 56rmx5bjcr)",
            "knee-xray-64",
            [new DataFile("knee-xray-64.tar.gz", null, 5_500_000, null)],
            Unpacked: true,
            Package: null,
            HowTo: "it has no address to download from; name the archive or the folder with --from"
        ),
        new(
            "tinyshakespeare",
            "1.1 MB of Shakespeare's plays in one text (Karpathy 2015; public domain)",
            "tinyshakespeare",
            [
                new DataFile(
                    "tinyshakespeare.txt",
                    "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt",
                    1_115_394,
                    new DataChecksum(
                        DataHash.Sha256,
                        Unzipped: false,
                        "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed"
                    )
                ),
            ],
            Unpacked: false,
            Package: null,
            HowTo: null
        ),
    ];

    /// <summary>The data set of this name, with or without dashes; null where there is none.</summary>
    public static DataSetEntry? Find(string name) =>
        All.FirstOrDefault(entry => Plain(entry.Name) == Plain(name) || Plain(entry.Folder) == Plain(name));

    /// <summary>Why there is no data set of this name, with the nearest one.</summary>
    public static DataError Unknown(string name)
    {
        var names = All.Select(entry => entry.Name).ToArray();
        return Suggestions.Closest(name, names) is { } close
            ? new DataError($"no data set is called '{name}'; did you mean '{close}'?")
            : new DataError($"no data set is called '{name}'; there are {string.Join(", ", names)}");
    }

    private static string Plain(string name) => name.Replace("-", "").Replace("_", "").ToLowerInvariant();

    private static DataFile Idx(string name, long size, string unzipped) =>
        new(
            $"{name}.gz",
            $"{FashionMnist}{name}.gz",
            size,
            new DataChecksum(DataHash.Sha256, Unzipped: true, unzipped)
        );
}
