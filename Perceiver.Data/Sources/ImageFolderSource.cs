using System.Collections.Immutable;
using LanguageExt;
using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>A folder of labelled images of any size.</summary>
internal static class ImageFolderSource
{
    /// <summary>The folder, or where it was looked for.</summary>
    public static Either<DataError, string> Find(DataSourceConfig.ImageFolder source, DataLocation location)
    {
        if (Candidates(source, location).FirstOrDefault(Directory.Exists) is { } found)
        {
            return found;
        }

        var known = DataCatalog.All.FirstOrDefault(entry => entry.Folder == source.Path);
        var how = known is null
            ? "name the folder above it with --data, or give an absolute path in data.source.path"
            : $"get it with: perceiver data get {known.Name} --from FILE_OR_FOLDER";
        return new DataError($"the folder {source.Path} is not in {location.Described}; {how}");
    }

    private static IEnumerable<string> Candidates(DataSourceConfig.ImageFolder source, DataLocation location)
    {
        foreach (var root in location.Roots)
        {
            yield return Path.Combine(root, source.Path);
        }

        // --data may name the folder itself: then it has the config's name or holds the config's CSV.
        if (location.Folder is { } given)
        {
            var sameName = Path.GetFileName(Path.TrimEndingDirectorySeparator(given)) == Path.GetFileName(source.Path);
            if (sameName || (source.Csv is { } csv && File.Exists(Path.Combine(given, csv))))
            {
                yield return given;
            }
        }
    }

    /// <summary>Lists the folder; images are decoded, at the model's size, when they are gathered.</summary>
    public static Either<DataError, DataSource> Open(
        DataSourceConfig.ImageFolder source,
        string folder,
        InputConfig.Image input,
        ResizeMethod resize
    ) =>
        from entries in ImageListing.Read(source, folder)
        from names in Classes(source, entries, folder)
        select new DataSource(Source(entries, names, folder, input, resize), null);

    private static Either<DataError, EquatableArray<string>> Classes(
        DataSourceConfig.ImageFolder source,
        ImmutableArray<ImageEntry> entries,
        string folder
    )
    {
        var found = entries.Select(entry => entry.Label).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (source.Classes.Count == 0)
        {
            return found.ToEquatableArray();
        }

        if (entries.FirstOrDefault(entry => !source.Classes.Contains(entry.Label)) is { } unknown)
        {
            return new DataError(
                $"{unknown.Where}: label '{unknown.Label}' is not among data.source.classes "
                    + $"({string.Join(", ", source.Classes)}); correct it or add it there"
            );
        }

        return source.Classes.FirstOrDefault(name => !found.Contains(name)) is { } absent
            ? new DataError($"class '{absent}' of data.source.classes has no image in {folder}; add images or drop it")
            : source.Classes;
    }

    private static ExampleSource Source(
        ImmutableArray<ImageEntry> entries,
        EquatableArray<string> names,
        string folder,
        InputConfig.Image input,
        ResizeMethod resize
    )
    {
        var index = names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i);
        return new ExampleSource(
            [.. entries.Select(entry => index[entry.Label])],
            entries[0].Group is null ? [] : [.. entries.Select(entry => entry.Group!)],
            names,
            indices => Gather(indices, entries, index, folder, input, resize)
        );
    }

    private static Either<DataError, ImageSet> Gather(
        ImmutableArray<int> indices,
        ImmutableArray<ImageEntry> entries,
        Dictionary<string, int> classes,
        string folder,
        InputConfig.Image input,
        ResizeMethod resize
    ) =>
        from pixels in ImageFiles.Read(
            [.. indices.Select(i => Path.Combine(folder, entries[i].File))],
            input.Height,
            input.Width,
            input.Channels,
            resize
        )
        select new ImageSet(
            pixels,
            input.Height,
            input.Width,
            input.Channels,
            [.. indices.Select(i => classes[entries[i].Label])],
            [.. indices.Select(i => entries[i].File)]
        );
}
