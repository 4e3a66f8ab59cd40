using System.Collections.Immutable;
using LanguageExt;
using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>CIFAR-100 (Krizhevsky 2009): the binary version, unpacked or as the official archive.</summary>
internal static class Cifar100Source
{
    /// <summary>The unpacked folder or the archive, or how to get it.</summary>
    public static Either<DataError, string> Find(DataLocation location)
    {
        foreach (var folder in location.Candidates(Cifar100Files.FolderName))
        {
            if (File.Exists(Path.Combine(folder, "train.bin")))
            {
                return folder;
            }
        }

        return
            location.Roots.Select(root => Path.Combine(root, Cifar100Files.ArchiveName)).FirstOrDefault(File.Exists)
                is { } archive
            ? archive
            : new DataError(
                $"CIFAR-100 ({Cifar100Files.FolderName}/ or {Cifar100Files.ArchiveName}) is not in {location.Described}; "
                    + "get it with: perceiver data get cifar100"
            );
    }

    /// <summary>Reads the data set from what <see cref="Find"/> found.</summary>
    public static Either<DataError, DataSource> Open(string path, CifarLabels labels) =>
        from files in Directory.Exists(path) ? Cifar100Files.ReadFolder(path) : Cifar100Files.ReadArchive(path)
        select new DataSource(Part(files, files.Train, labels), Part(files, files.Test, labels));

    private static ExampleSource Part(Cifar100Files files, byte[] records, CifarLabels kind)
    {
        var offset = kind == CifarLabels.Coarse ? 0 : 1;
        var labels = new int[records.Length / Cifar100Files.RecordSize];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = records[(i * Cifar100Files.RecordSize) + offset];
        }

        var all = labels.ToImmutableArray();
        var names = kind == CifarLabels.Coarse ? files.CoarseNames : files.FineNames;
        return new ExampleSource(all, [], names.ToEquatableArray(), indices => Gather(records, all, indices));
    }

    /// <summary>Planes of red, green and blue become pixels of three channels.</summary>
    private static Either<DataError, ImageSet> Gather(
        byte[] records,
        ImmutableArray<int> labels,
        ImmutableArray<int> indices
    )
    {
        const int area = Cifar100Files.Side * Cifar100Files.Side;
        var pixels = new byte[(long)indices.Length * 3 * area];
        for (var i = 0; i < indices.Length; i++)
        {
            var planes = records.AsSpan((indices[i] * Cifar100Files.RecordSize) + 2, 3 * area);
            var image = pixels.AsSpan(i * 3 * area, 3 * area);
            for (var p = 0; p < area; p++)
            {
                image[3 * p] = planes[p];
                image[(3 * p) + 1] = planes[area + p];
                image[(3 * p) + 2] = planes[(2 * area) + p];
            }
        }

        return new ImageSet(pixels, Cifar100Files.Side, Cifar100Files.Side, 3, [.. indices.Select(i => labels[i])], []);
    }
}
