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

    /// <summary>Reads a whole file into memory.</summary>
    public static Either<DataError, SafetensorsFile> ReadFile(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length > Array.MaxLength
                ? SafetensorsError.Of(
                    path,
                    SafetensorsProblem.TooLarge,
                    $"has {length} bytes; files over {Array.MaxLength} bytes are mapped, not read whole"
                )
                : Read(File.ReadAllBytes(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Unreadable(path, exception);
        }
    }

    /// <summary>Opens a file of any size without reading its data: arrays are read when they are used.</summary>
    public static Either<DataError, MappedSafetensors> Map(string path)
    {
        MappedFile bytes;
        try
        {
            bytes = MappedFile.Open(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Unreadable(path, exception);
        }

        return Decode(bytes.Length, bytes.Window, path)
            .Match<Either<DataError, MappedSafetensors>>(
                Right: file => new MappedSafetensors(bytes, file),
                Left: error =>
                {
                    bytes.Dispose();
                    return error;
                }
            );
    }

    /// <summary>Reads a whole stream; <paramref name="source"/> names it in messages.</summary>
    public static Either<DataError, SafetensorsFile> Read(Stream stream, string source)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Read(memory.ToArray(), source);
    }

    /// <summary>Reads bytes; the result's arrays are windows on them. <paramref name="source"/> names them in messages.</summary>
    public static Either<DataError, SafetensorsFile> Read(ReadOnlyMemory<byte> bytes, string source) =>
        Decode(bytes.Length, (offset, length) => bytes.Slice((int)offset, length), source);

    private static Either<DataError, SafetensorsFile> Decode(
        long fileLength,
        Func<long, int, ReadOnlyMemory<byte>> window,
        string source
    )
    {
        if (fileLength < LengthPrefix)
        {
            return SafetensorsError.Of(
                source,
                SafetensorsProblem.Truncated,
                $"has {fileLength} bytes, less than the {LengthPrefix} of a header length"
            );
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(window(0, LengthPrefix).Span);
        var rest = fileLength - LengthPrefix;
        var readable = length <= HeaderLimit && (long)length <= rest;
        if (!readable || length == 0 || window(LengthPrefix, 1).Span[0] != (byte)'{')
        {
            return NoHeader(length, rest, window(0, LengthPrefix).Span, source);
        }

        try
        {
            var header = window(LengthPrefix, (int)length);
            var first = LengthPrefix + (long)length;
            using var document = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 8 });
            return SafetensorsHeader.Decode(
                document.RootElement,
                fileLength - first,
                (offset, count) => window(first + offset, count),
                source
            );
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string with a lone surrogate, which JsonDocument accepts until it is read.
            return SafetensorsError.Of(source, SafetensorsProblem.Header, "has a header that is not JSON");
        }
    }

    private static SafetensorsError NoHeader(ulong length, long rest, ReadOnlySpan<byte> first, string source)
    {
        if (ForeignFormat.Of(first) is { } other)
        {
            return SafetensorsError.Of(source, SafetensorsProblem.OtherFormat, other);
        }

        return length > HeaderLimit
                ? SafetensorsError.Of(
                    source,
                    SafetensorsProblem.Header,
                    $"declares a header of {length} bytes; at most {HeaderLimit} are read"
                )
            : (long)length > rest
                ? SafetensorsError.Of(
                    source,
                    SafetensorsProblem.Truncated,
                    $"is truncated: its header has {length} bytes and {rest} are there"
                )
            : SafetensorsError.Of(source, SafetensorsProblem.Header, "does not begin its header with '{'");
    }

    private static SafetensorsError Unreadable(string path, Exception exception) =>
        new(SafetensorsProblem.Unreadable, path, null, exception.Message);
}
