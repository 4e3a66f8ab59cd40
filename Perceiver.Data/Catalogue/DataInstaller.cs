using LanguageExt;

namespace Perceiver.Data;

/// <summary>Brings a data set into a data home: from its publisher, an address, a file or a folder.</summary>
public static class DataInstaller
{
    /// <summary>
    /// Gets a data set. Where it is already whole, nothing happens. What arrives is verified before it takes its name,
    /// so a folder that has the name is whole; an interrupted download is gone on with.
    /// </summary>
    /// <param name="entry">Which data set.</param>
    /// <param name="from">
    /// A file, a folder, or an address (of the archive, or of the folder with the files); null means the publisher.
    /// </param>
    /// <param name="home">The data home to put it in; its folder is made below.</param>
    /// <param name="progress">Told about every block.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>One line that says where the data set is and what was compared, or what went wrong.</returns>
    public static Task<Either<DataError, string>> Get(
        DataSetEntry entry,
        string? from,
        string home,
        IProgress<DataProgress>? progress,
        CancellationToken cancel
    ) => Get(entry, from, home, DataHome.SystemFolders, progress, cancel);

    internal static async Task<Either<DataError, string>> Get(
        DataSetEntry entry,
        string? from,
        string home,
        IReadOnlyList<string> systemFolders,
        IProgress<DataProgress>? progress,
        CancellationToken cancel
    )
    {
        var target = Path.Combine(home, entry.Folder);
        var packaged = systemFolders.Select(root => Path.Combine(root, entry.Folder));
        foreach (var present in from is null ? packaged.Prepend(target) : [])
        {
            if (Directory.Exists(present) && DataVerifier.VerifyFolder(entry, present) is { IsRight: true } report)
            {
                return report.Map(line => line + " (nothing to do)");
            }
        }

        if (from is null && entry.HowTo is { } howTo)
        {
            return new DataError($"{entry.Name}: {howTo}");
        }

        try
        {
            Directory.CreateDirectory(home);
            return await Stage(entry, from, target, progress, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DataError($"{target} cannot be written ({e.Message}); choose another folder with --to");
        }
    }

    /// <summary>Fills a folder beside the target, verifies it, and gives it the target's name.</summary>
    private static async Task<Either<DataError, string>> Stage(
        DataSetEntry entry,
        string? from,
        string target,
        IProgress<DataProgress>? progress,
        CancellationToken cancel
    )
    {
        // Downloads that broke off stay in this folder for the next call; what is unpacked starts anew.
        var staging = target + ".incoming";
        var unpacked = Path.Combine(staging, "unpacked");
        Directory.CreateDirectory(staging);
        DeleteFolder(unpacked);
        var filled = await DataFetcher.Fill(entry, from, staging, unpacked, progress, cancel);
        return filled
            .Bind(folder => DataVerifier.VerifyFolder(entry, folder).Map(_ => folder))
            .Bind(folder =>
            {
                Replace(folder, target);
                DeleteFolder(staging);
                return DataVerifier.VerifyFolder(entry, target);
            })
            .MapLeft(error =>
            {
                // Parts of downloads stay, and with them the folder; else nothing does.
                DeleteFolder(unpacked);
                if (!Directory.EnumerateFileSystemEntries(staging).Any())
                {
                    DeleteFolder(staging);
                }

                return error;
            });
    }

    private static void Replace(string folder, string target)
    {
        var old = target + ".old";
        DeleteFolder(old);
        if (Directory.Exists(target))
        {
            Directory.Move(target, old);
        }

        Directory.Move(folder, target);
        DeleteFolder(old);
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
