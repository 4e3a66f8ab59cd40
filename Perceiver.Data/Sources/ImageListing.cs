using System.Collections.Immutable;
using System.Text;
using LanguageExt;
using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>Lists the images of a labelled folder, from a CSV or from sub-folders.</summary>
internal static class ImageListing
{
    /// <summary>The images that the config's source lists in <paramref name="folder"/>, each of them there.</summary>
    public static Either<DataError, ImmutableArray<ImageEntry>> Read(DataSourceConfig.ImageFolder source, string folder)
    {
        try
        {
            var listed = source.Csv is null
                ? SubFolders(folder)
                : Csv(source, folder, Path.Combine(folder, source.Csv));
            return listed.Bind(entries => Check(entries, folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DataError($"{folder} cannot be read: {e.Message}");
        }
    }

    private static Either<DataError, ImmutableArray<ImageEntry>> SubFolders(string folder) =>
        Directory
            .EnumerateDirectories(folder)
            .Where(path => !Path.GetFileName(path).StartsWith('.'))
            .Order(StringComparer.Ordinal)
            .SelectMany(path =>
                Directory
                    .EnumerateFiles(path, "*", SearchOption.AllDirectories)
                    .Where(IsImage)
                    .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                    .Order(StringComparer.Ordinal)
                    .Select(file => new ImageEntry(file, Path.GetFileName(path), null, path))
            )
            .ToImmutableArray();

    private static bool IsImage(string path) =>
        !Path.GetFileName(path).StartsWith('.')
        && ImageDecoder.Extensions.Contains(Path.GetExtension(path).ToLowerInvariant());

    private static Either<DataError, ImmutableArray<ImageEntry>> Csv(
        DataSourceConfig.ImageFolder source,
        string folder,
        string csv
    )
    {
        if (!File.Exists(csv))
        {
            return new DataError($"{csv} does not exist; correct data.source.csv or put the file there");
        }

        return from table in CsvTable.Parse(File.ReadAllText(csv, Encoding.UTF8), csv)
            from file in table.Column(source.FileColumn, csv)
            from label in table.Column(source.LabelColumn, csv)
            from @group in source.GroupColumn is { } name ? table.Column(name, csv) : (Either<DataError, int>)(-1)
            select table
                .Rows.Select(row => new ImageEntry(
                    row.Fields[file].Trim().Replace('\\', '/'),
                    row.Fields[label].Trim(),
                    @group < 0 ? null : row.Fields[@group].Trim(),
                    $"{csv}({row.Line})"
                ))
                .ToImmutableArray();
    }

    private static Either<DataError, ImmutableArray<ImageEntry>> Check(
        ImmutableArray<ImageEntry> entries,
        string folder
    )
    {
        if (entries.Length == 0)
        {
            return new DataError(
                $"{folder} holds no images; put PNG or JPEG files into one sub-folder per class, or name a CSV in data.source.csv"
            );
        }

        var seen = new System.Collections.Generic.HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.File.Length == 0 || entry.Label.Length == 0 || entry.Group?.Length == 0)
            {
                return new DataError($"{entry.Where}: the file, label or group is empty; fill it in or drop the line");
            }

            if (!seen.Add(entry.File))
            {
                return new DataError($"{entry.Where}: {entry.File} is listed twice; drop one of the lines");
            }
        }

        var missing = entries.Where(entry => !File.Exists(Path.Combine(folder, entry.File))).ToArray();
        var others = missing.Length > 1 ? $" (nor are {missing.Length - 1} others)" : "";
        return missing.Length == 0
            ? entries
            : new DataError(
                $"{missing[0].Where}: {missing[0].File} is not in {folder}{others}; add it or drop the line"
            );
    }
}
