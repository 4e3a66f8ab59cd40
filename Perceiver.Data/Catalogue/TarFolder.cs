using System.Formats.Tar;
using System.IO.Compression;
using LanguageExt;

namespace Perceiver.Data;

/// <summary>Unpacks tar.gz archives of data: plain files and folders, and nothing outside the folder it is given.</summary>
internal static class TarFolder
{
    private const long LargestBytes = 1L << 34;

    /// <summary>
    /// Unpacks into <paramref name="target"/>. A leading folder that all entries share is left out, so that what is
    /// inside stands in the target itself.
    /// </summary>
    public static Either<DataError, string> Unpack(string archive, string target, CancellationToken cancel)
    {
        try
        {
            using var file = File.OpenRead(archive);
            using var plain = new GZipStream(file, CompressionMode.Decompress);
            using var tar = new TarReader(plain);
            var total = 0L;
            while (tar.GetNextEntry() is { } entry)
            {
                cancel.ThrowIfCancellationRequested();
                if (Place(entry.Name) is not { } parts)
                {
                    return new DataError(
                        $"{archive} holds '{entry.Name}', which would land outside its folder; do not use it"
                    );
                }

                if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && entry.Length > 0)
                {
                    if ((total += entry.Length) > LargestBytes)
                    {
                        return new DataError($"{archive} unpacks to more than {LargestBytes >> 30} GiB; do not use it");
                    }

                    var path = Path.Combine([target, .. parts]);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    using var output = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
                    entry.DataStream!.CopyTo(output);
                    output.Flush(flushToDisk: true);
                }
                else if (
                    entry.EntryType
                    is not (
                        TarEntryType.Directory
                        or TarEntryType.RegularFile
                        or TarEntryType.V7RegularFile
                        or TarEntryType.GlobalExtendedAttributes
                    )
                )
                {
                    return new DataError(
                        $"{archive} holds '{entry.Name}', a link or device; data archives hold plain files only"
                    );
                }
            }

            return WithoutSharedFolder(target);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            return new DataError($"{archive} is not a whole tar.gz archive (damaged or truncated); get it again");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DataError($"{archive} cannot be unpacked into {target}: {e.Message}");
        }
    }

    /// <summary>The steps of an entry's path, or null where it is absolute or climbs out.</summary>
    private static string[]? Place(string name)
    {
        var parts = name.Split('/', '\\').Where(part => part is not ("" or ".")).ToArray();
        var absolute = name.StartsWith('/') || name.StartsWith('\\') || (name.Length > 1 && name[1] == ':');
        return absolute || parts.Contains("..") ? null : parts;
    }

    private static string WithoutSharedFolder(string target) =>
        Directory.GetFileSystemEntries(target) is [var only] && Directory.Exists(only) ? only : target;
}
