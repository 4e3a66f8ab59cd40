using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace Perceiver.Data;

/// <summary>Writes safetensors: header padded to 8 bytes, then the arrays without gaps in the given order.</summary>
public static class SafetensorsWriter
{
    private const int Alignment = 8;

    /// <summary>The file as bytes; the same content gives the same bytes.</summary>
    public static byte[] ToBytes(SafetensorsFile file)
    {
        using var stream = new MemoryStream();
        Write(stream, file);
        return stream.ToArray();
    }

    /// <summary>Writes the file to a stream.</summary>
    /// <exception cref="ArgumentException">A name occurs twice or is reserved, or an array's bytes do not fit its shape.</exception>
    public static void Write(Stream stream, SafetensorsFile file)
    {
        var header = Header(file);
        var padded = (header.Length + Alignment - 1) / Alignment * Alignment;
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)padded);
        stream.Write(prefix);
        stream.Write(header);
        for (var i = header.Length; i < padded; i++)
        {
            stream.WriteByte((byte)' ');
        }

        foreach (var tensor in file.Tensors)
        {
            stream.Write(tensor.Bytes.Span);
        }
    }

    private static ReadOnlySpan<byte> Header(SafetensorsFile file)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { SafetensorsFile.MetadataKey };
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        if (file.Metadata.Count > 0)
        {
            json.WriteStartObject(SafetensorsFile.MetadataKey);
            foreach (var (key, value) in file.Metadata)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        var position = 0L;
        foreach (var tensor in file.Tensors)
        {
            if (!seen.Add(tensor.Name) || tensor.Dtype.ByteCount(tensor.Shape) != tensor.Bytes.Length)
            {
                throw new ArgumentException(
                    $"'{tensor.Name}' is there twice, is reserved, or its bytes do not fit its shape."
                );
            }

            WriteEntry(json, tensor, position);
            position += tensor.Bytes.Length;
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }

    private static void WriteEntry(Utf8JsonWriter json, SafetensorsTensor tensor, long position)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Dtype.Name());
        json.WriteStartArray("shape");
        foreach (var size in tensor.Shape)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(position);
        json.WriteNumberValue(position + tensor.Bytes.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
