using LanguageExt;

namespace Perceiver.Data;

/// <summary>Brings the files of a data set into a folder, from wherever they are.</summary>
internal static class DataFetcher
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>Fetches or copies, unpacks archives, and gives the folder that then holds the data set.</summary>
    /// <param name="entry">Which data set.</param>
    /// <param name="from">A file, folder or address; null means the publisher.</param>
    /// <param name="downloads">Where downloads go, and stay if they break off.</param>
    /// <param name="target">Where the data set's files go; not there yet.</param>
    /// <param name="progress">Told about every block.</param>
    /// <param name="cancel">Stops.</param>
    public static async Task<Either<DataError, string>> Fill(
        DataSetEntry entry,
        string? from,
        string downloads,
        string target,
        IProgress<DataProgress>? progress,
        CancellationToken cancel
    )
    {
        Directory.CreateDirectory(target);
        if (from is null || IsAddress(from))
        {
            return await Download(entry, from, downloads, target, progress, cancel);
        }

        if (Directory.Exists(from))
        {
            return CopyFolder(entry, from, target, progress, cancel);
        }

        if (!File.Exists(from))
        {
            return new DataError($"{from} does not exist; check the path given with --from");
        }

        return entry.Unpacked
            ? TarFolder.Unpack(from, target, cancel)
            : new DataError(
                $"{from} is a file; {entry.Name} has {entry.Files.Length} files, name the folder that holds them"
            );
    }

    private static bool IsAddress(string from) =>
        from.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || from.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static async Task<Either<DataError, string>> Download(
        DataSetEntry entry,
        string? from,
        string downloads,
        string target,
        IProgress<DataProgress>? progress,
        CancellationToken cancel
    )
    {
        var downloader = new Downloader(Client, attempts: 4, TimeSpan.FromSeconds(1));
        foreach (var file in entry.Files)
        {
            var address = (from, entry.Unpacked) switch
            {
                (null, _) => file.Url!,
                (_, true) => from,
                _ => $"{from.TrimEnd('/')}/{file.Name}",
            };
            if (!Uri.TryCreate(address, UriKind.Absolute, out var url))
            {
                return new DataError($"{address} is not an address; check what is given with --from");
            }

            var path = Path.Combine(downloads, file.Name);
            var fetched =
                File.Exists(path) && file.Checksum?.Holds(path) == true
                    ? path
                    : await downloader.Fetch(url, path, file.Checksum, progress, cancel);
            if (fetched.IsLeft)
            {
                return fetched;
            }
        }

        if (entry.Unpacked)
        {
            return TarFolder.Unpack(Path.Combine(downloads, entry.Files[0].Name), target, cancel);
        }

        foreach (var file in entry.Files)
        {
            File.Move(Path.Combine(downloads, file.Name), Path.Combine(target, file.Name));
        }

        return target;
    }

    /// <summary>Copies what belongs to the data set: its files, or, of an unpacked one, all that is there.</summary>
    private static Either<DataError, string> CopyFolder(
        DataSetEntry entry,
        string from,
        string target,
        IProgress<DataProgress>? progress,
        CancellationToken cancel
    )
    {
        var names = entry.Unpacked
            ? Directory
                .EnumerateFiles(from, "*", SearchOption.AllDirectories)
                .Select(p => Path.GetRelativePath(from, p))
            : entry.Files.Select(file => file.Name);
        foreach (var name in names.ToArray())
        {
            cancel.ThrowIfCancellationRequested();
            var source = Path.Combine(from, name);
            if (!File.Exists(source))
            {
                return new DataError($"{from} holds no {name}, which belongs to {entry.Name}; check --from");
            }

            var copy = Path.Combine(target, name);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(source, copy);
            using var written = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite);
            written.Flush(flushToDisk: true);
            progress?.Report(new DataProgress(name, written.Length, written.Length));
        }

        return target;
    }
}
