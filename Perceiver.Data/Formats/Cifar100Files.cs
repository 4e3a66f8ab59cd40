using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using LanguageExt;

namespace Perceiver.Data;

/// <summary>
/// CIFAR-100's binary version: records of one byte coarse label, one byte fine label, then 1024 red, 1024 green and
/// 1024 blue values, row-major; and a text file of names for each kind of label.
/// </summary>
/// <param name="Train">Records for training.</param>
/// <param name="Test">Records for testing.</param>
/// <param name="FineNames">Names of the 100 classes.</param>
/// <param name="CoarseNames">Names of the 20 super-classes.</param>
internal sealed record Cifar100Files(byte[] Train, byte[] Test, string[] FineNames, string[] CoarseNames)
{
    /// <summary>The folder inside the official archive.</summary>
    public const string FolderName = "cifar-100-binary";

    /// <summary>The official archive's name.</summary>
    public const string ArchiveName = FolderName + ".tar.gz";

    /// <summary>Side of an image in pixels.</summary>
    public const int Side = 32;

    /// <summary>Bytes of a record.</summary>
    public const int RecordSize = 2 + (3 * Side * Side);

    private const long LargestFile = 1L << 29;

    private static readonly string[] FileNames =
    [
        "train.bin",
        "test.bin",
        "fine_label_names.txt",
        "coarse_label_names.txt",
    ];

    /// <summary>Reads the unpacked folder.</summary>
    public static Either<DataError, Cifar100Files> ReadFolder(string folder)
    {
        try
        {
            var files = new Dictionary<string, byte[]>();
            foreach (var name in FileNames)
            {
                var path = Path.Combine(folder, name);
                if (File.Exists(path))
                {
                    files[name] = File.ReadAllBytes(path);
                }
            }

            return Check(files, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DataError($"{folder} cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads the official archive without unpacking it.</summary>
    public static Either<DataError, Cifar100Files> ReadArchive(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var plain = new GZipStream(file, CompressionMode.Decompress);
            using var tar = new TarReader(plain);
            var files = new Dictionary<string, byte[]>();
            while (tar.GetNextEntry() is { } entry)
            {
                var name = Path.GetFileName(entry.Name);
                if (FileNames.Contains(name) && entry.DataStream is { } data && entry.Length <= LargestFile)
                {
                    var bytes = new byte[entry.Length];
                    data.ReadExactly(bytes);
                    files[name] = bytes;
                }
            }

            return Check(files, path);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            return new DataError($"{path} is not a whole tar.gz archive (damaged or truncated); get it again");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DataError($"{path} cannot be read: {e.Message}");
        }
    }

    private static Either<DataError, Cifar100Files> Check(Dictionary<string, byte[]> files, string where)
    {
        foreach (var name in FileNames)
        {
            if (!files.ContainsKey(name))
            {
                return new DataError($"{where} holds no {name}, which CIFAR-100's binary version has; get it again");
            }
        }

        var fine = Lines(files["fine_label_names.txt"]);
        var coarse = Lines(files["coarse_label_names.txt"]);
        foreach (var name in FileNames.Take(2))
        {
            if (Fault(files[name], fine.Length, coarse.Length) is { } fault)
            {
                return new DataError($"{name} in {where} {fault}; get it again");
            }
        }

        return new Cifar100Files(files["train.bin"], files["test.bin"], fine, coarse);
    }

    private static string? Fault(byte[] records, int fine, int coarse)
    {
        if (records.Length == 0 || records.Length % RecordSize != 0)
        {
            return $"is {records.Length} bytes long, which is not a number of records of {RecordSize} bytes";
        }

        for (var i = 0; i < records.Length; i += RecordSize)
        {
            if (records[i] >= coarse || records[i + 1] >= fine)
            {
                return $"has labels {records[i]} and {records[i + 1]} in record {i / RecordSize}, beyond the {coarse} coarse and {fine} fine names";
            }
        }

        return null;
    }

    private static string[] Lines(byte[] text) =>
        Encoding
            .UTF8.GetString(text)
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
