using System.Buffers.Binary;
using System.Numerics;

namespace Perceiver.Cli.EventFiles;

/// <summary>
/// Records as TensorBoard's files have them: the length (8 bytes), its checksum (4), the content, its checksum (4), all
/// little-endian. A checksum is CRC-32C, turned by 15 bits and shifted by a constant, so that the checksum of data that
/// holds checksums is still a good one.
/// </summary>
internal static class EventRecords
{
    private const int Head = 12;
    private const int Tail = 4;
    private const uint Mask = 0xa282ead8;

    /// <summary>A record of that content.</summary>
    public static byte[] ToBytes(ReadOnlySpan<byte> content)
    {
        var record = new byte[Head + content.Length + Tail];
        BinaryPrimitives.WriteInt64LittleEndian(record, content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Checksum(record.AsSpan(0, 8)));
        content.CopyTo(record.AsSpan(Head));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(Head + content.Length), Checksum(content));
        return record;
    }

    /// <summary>The contents of whole records from the start, each with the place where it ends; stops at the first that is not.</summary>
    public static IEnumerable<(ReadOnlyMemory<byte> Content, long End)> Read(ReadOnlyMemory<byte> file)
    {
        var at = 0;
        while (Length(file.Span[at..]) is { } length)
        {
            var content = file.Slice(at + Head, length);
            at += Head + length + Tail;
            yield return (content, at);
        }
    }

    /// <summary>The masked CRC-32C.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return BitOperations.RotateRight(~crc, 15) + Mask;
    }

    // The content's length, or null where there is no whole record.
    private static int? Length(ReadOnlySpan<byte> file)
    {
        if (file.Length < Head + Tail || BinaryPrimitives.ReadUInt32LittleEndian(file[8..]) != Checksum(file[..8]))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt64LittleEndian(file);
        return
            length >= 0
            && length <= file.Length - Head - Tail
            && BinaryPrimitives.ReadUInt32LittleEndian(file[(Head + (int)length)..])
                == Checksum(file.Slice(Head, (int)length))
            ? (int)length
            : null;
    }
}
