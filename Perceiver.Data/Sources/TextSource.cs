using System.IO.Compression;
using LanguageExt;
using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>A text file, plain or gzipped, read as bytes and divided where it stands.</summary>
internal static class TextSource
{
    /// <summary>The file, or where it was looked for.</summary>
    public static Either<DataError, string> Find(DataSourceConfig.Text source, DataLocation location)
    {
        if (location.Folder is { } given && File.Exists(given))
        {
            return given;
        }

        var name = Path.GetFileNameWithoutExtension(source.Path);
        var found = location
            .Roots.SelectMany(root =>
                (string[])[Path.Combine(root, source.Path), Path.Combine(root, name, source.Path)]
            )
            .SelectMany(path => (string[])[path, path + ".gz"])
            .FirstOrDefault(File.Exists);
        if (found is not null)
        {
            return found;
        }

        var how = DataCatalog.Find(name) is { } known
            ? $"get it with: perceiver data get {known.Name} (or name any text with --data FILE)"
            : "name a text with --data FILE, or give an absolute path in data.source.path";
        return new DataError($"the text {source.Path} is not in {location.Described}; {how}");
    }

    /// <summary>The text's bytes.</summary>
    public static Either<DataError, byte[]> Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                return Whole(file);
            }

            using var unzipped = new GZipStream(file, CompressionMode.Decompress);
            return Whole(unzipped);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new DataError($"{path} cannot be read: {exception.Message}");
        }
    }

    /// <summary>Training, validation and test part: one after the other, as the config's shares say.</summary>
    /// <param name="config">Split, limit, and the model's window.</param>
    /// <param name="text">The text.</param>
    /// <param name="path">Where it came from, for messages.</param>
    public static Either<DataError, DataSplits> Divide(PerceiverConfig config, ReadOnlyMemory<byte> text, string path)
    {
        var (window, step, split) = (TextBatches.Window(config), TextBatches.Answers(config), config.Data.Split);
        var (validation, test) = (Share(split.Validation), Share(split.Test));
        var train = text.Length - validation - test;
        (string Name, double Share, TextSet Set)[] parts =
        [
            ("training", 1, new(text[..train], window, step) { Limit = config.Data.Limit }),
            ("validation", split.Validation, new(text.Slice(train, validation), window, step)),
            ("testing", split.Test, new(text[(train + validation)..], window, step)),
        ];
        foreach (var (name, share, set) in parts)
        {
            if (share > 0 && set.Count == 0)
            {
                return new DataError(
                    $"{path} has {text.Length} bytes, of which data.split leaves {set.Bytes.Length} for {name}, but an "
                        + $"example needs {window}; give a longer text, larger shares or a smaller model.input.length"
                );
            }
        }

        return new DataSplits(parts[0].Set, parts[1].Set, parts[2].Set, []);

        int Share(double share) => (int)Math.Round(text.Length * share);
    }

    private static byte[] Whole(Stream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
