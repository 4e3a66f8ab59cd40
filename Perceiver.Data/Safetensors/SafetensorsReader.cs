using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using LanguageExt;

namespace Perceiver.Data;

/// <summary>
/// Reads safetensors strictly: what is not exactly the format is refused with a message that names file and key,
/// because a checkpoint that is nearly right trains on silently. Total: bad bytes are an error value, never a throw.
/// </summary>
public static class SafetensorsReader
{
    /// <summary>The longest header that is read (the reference implementation's limit).</summary>
    public const int HeaderLimit = 100_000_000;

    private const int LengthPrefix = 8;

    /// <summary>Reads a whole file.</summary>
    public static Either<DataError, SafetensorsFile> ReadFile(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length > Array.MaxLength
                ? Error(path, $"has {length} bytes; files over {Array.MaxLength} bytes are not read")
                : Read(File.ReadAllBytes(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new DataError(exception.Message);
        }
    }

    /// <summary>Reads a whole stream; <paramref name="source"/> names it in messages.</summary>
    public static Either<DataError, SafetensorsFile> Read(Stream stream, string source)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Read(memory.ToArray(), source);
    }

    /// <summary>Reads bytes; the result's arrays are windows on them. <paramref name="source"/> names them in messages.</summary>
    public static Either<DataError, SafetensorsFile> Read(ReadOnlyMemory<byte> bytes, string source)
    {
        if (bytes.Length < LengthPrefix)
        {
            return Error(source, $"has {bytes.Length} bytes, less than the {LengthPrefix} of a header length");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span);
        if (length > HeaderLimit)
        {
            return Error(source, $"declares a header of {length} bytes; at most {HeaderLimit} are read");
        }

        if (length > (ulong)(bytes.Length - LengthPrefix))
        {
            return Error(
                source,
                $"is truncated: its header has {length} bytes and {bytes.Length - LengthPrefix} are there"
            );
        }

        var header = bytes.Slice(LengthPrefix, (int)length);
        var data = bytes[(LengthPrefix + (int)length)..];
        if (header.Length == 0 || header.Span[0] != (byte)'{')
        {
            return Error(source, "does not begin its header with '{'");
        }

        try
        {
            using var document = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 8 });
            return SafetensorsHeader.Decode(document.RootElement, data, source);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string with a lone surrogate, which JsonDocument accepts until it is read.
            return Error(source, "has a header that is not JSON");
        }
    }

    internal static DataError Error(string source, string what) => new($"{source}: {what}.");
}
