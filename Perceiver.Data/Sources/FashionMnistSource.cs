using System.Collections.Immutable;
using LanguageExt;
using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>Fashion-MNIST (1708.07747): four gzipped IDX files.</summary>
internal static class FashionMnistSource
{
    /// <summary>The data set's folder under a data home, and in Debian's package.</summary>
    public const string FolderName = "fashion-mnist";

    private static readonly EquatableArray<string> ClassNames =
    [
        "T-shirt/top",
        "Trouser",
        "Pullover",
        "Dress",
        "Coat",
        "Sandal",
        "Shirt",
        "Sneaker",
        "Bag",
        "Ankle boot",
    ];

    /// <summary>The folder that holds the data set, or how to get it.</summary>
    public static Either<DataError, string> Find(DataLocation location) =>
        location
            .Candidates(FolderName)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "train-images-idx3-ubyte.gz")))
            is { } found
            ? found
            : new DataError(
                $"Fashion-MNIST is not in {location.Described}; get it with: perceiver data get fashion-mnist (or, on "
                    + "Debian: sudo apt-get install dataset-fashion-mnist)"
            );

    /// <summary>Reads the data set from its folder.</summary>
    public static Either<DataError, DataSource> Open(string folder) =>
        from train in Part(folder, "train")
        from test in Part(folder, "t10k")
        select new DataSource(train, test);

    private static Either<DataError, ExampleSource> Part(string folder, string prefix)
    {
        var imagesPath = Path.Combine(folder, $"{prefix}-images-idx3-ubyte.gz");
        var labelsPath = Path.Combine(folder, $"{prefix}-labels-idx1-ubyte.gz");
        return from images in IdxFile.Read(imagesPath, rank: 3)
            from labels in IdxFile.Read(labelsPath, rank: 1)
            from source in Combine(images, labels, imagesPath, labelsPath)
            select source;
    }

    private static Either<DataError, ExampleSource> Combine(
        IdxFile images,
        IdxFile labels,
        string imagesPath,
        string labelsPath
    )
    {
        if (labels.Values.Length != images.Dimensions[0])
        {
            return new DataError(
                $"{labelsPath} has {labels.Values.Length} labels where {imagesPath} has {images.Dimensions[0]} images; get both again"
            );
        }

        var wrong = Array.FindIndex(labels.Values, label => label >= ClassNames.Count);
        if (wrong >= 0)
        {
            return new DataError(
                $"{labelsPath} has label {labels.Values[wrong]} at {wrong}, beyond the {ClassNames.Count} classes; get it again"
            );
        }

        var all = labels.Values.Select(label => (int)label).ToImmutableArray();
        return new ExampleSource(all, [], ClassNames, indices => Gather(images, all, indices));
    }

    private static Either<DataError, ImageSet> Gather(
        IdxFile images,
        ImmutableArray<int> labels,
        ImmutableArray<int> indices
    )
    {
        var (height, width) = (images.Dimensions[1], images.Dimensions[2]);
        var size = height * width;
        var pixels = new byte[(long)indices.Length * size];
        for (var i = 0; i < indices.Length; i++)
        {
            images.Values.AsSpan(indices[i] * size, size).CopyTo(pixels.AsSpan(i * size));
        }

        return new ImageSet(pixels, height, width, 1, [.. indices.Select(i => labels[i])], []);
    }
}
