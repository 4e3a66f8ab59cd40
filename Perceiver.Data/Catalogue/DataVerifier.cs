using LanguageExt;
using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>Says whether a data set is here and whole.</summary>
public static class DataVerifier
{
    /// <summary>Reads the whole data set: presence, sizes, checksums where they are known, structure and labels.</summary>
    /// <returns>One line: where it is, how many examples it has and what was compared; or what is wrong.</returns>
    public static Either<DataError, string> Verify(DataSetEntry entry, DataLocation location) =>
        from folder in Find(entry, location)
        from report in VerifyFolder(entry, folder)
        select report;

    /// <summary>Where a data set is, or how to get it; looks at no more than whether it is there.</summary>
    public static Either<DataError, string> Find(DataSetEntry entry, DataLocation location) =>
        entry.Folder switch
        {
            FashionMnistSource.FolderName => FashionMnistSource.Find(location),
            Cifar100Files.FolderName => Cifar100Source.Find(location),
            _ => ImageFolderSource.Find(KneeSource(entry), location),
        };

    /// <summary>Verifies what lies at <paramref name="path"/>: the data set's folder, or its archive.</summary>
    internal static Either<DataError, string> VerifyFolder(DataSetEntry entry, string path) =>
        from checksums in Checksums(entry, path)
        from count in Count(entry, path)
        select $"{path}: {count} examples, {(checksums ? "checksums and structure" : "structure")} as they should be";

    private static Either<DataError, bool> Checksums(DataSetEntry entry, string folder)
    {
        if (entry.Unpacked)
        {
            // An archive's checksum says nothing about its unpacked files.
            return false;
        }

        foreach (var file in entry.Files)
        {
            var path = Path.Combine(folder, file.Name);
            if (!File.Exists(path))
            {
                return new DataError($"{path} is missing; get it with: perceiver data get {entry.Name}");
            }

            if (file.Checksum?.Holds(path) == false)
            {
                return new DataError(
                    $"{path} is damaged (its checksum differs); delete it and run: perceiver data get {entry.Name}"
                );
            }
        }

        return true;
    }

    private static Either<DataError, int> Count(DataSetEntry entry, string path) =>
        entry.Folder switch
        {
            FashionMnistSource.FolderName => FashionMnistSource.Open(path).Map(Count),
            Cifar100Files.FolderName => Cifar100Source.Open(path, CifarLabels.Fine).Map(Count),
            _ => from source in ImageFolderSource.Open(
                KneeSource(entry),
                path,
                new InputConfig.Image(64, 64, 1),
                ResizeMethod.Auto
            )
            from images in source.Examples.All()
            select images.Count,
        };

    private static int Count(DataSource source) => source.Examples.Count + (source.Test?.Count ?? 0);

    private static DataSourceConfig.ImageFolder KneeSource(DataSetEntry entry) =>
        new(entry.Folder, "labels.csv", "file", "side", "patient_id", []);
}
