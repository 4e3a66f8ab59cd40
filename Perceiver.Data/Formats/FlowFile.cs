using System.Buffers.Binary;

namespace Perceiver.Data;

/// <summary>A flow in the format of Middlebury's data (<c>.flo</c>), which the field's tools read.</summary>
public static class FlowFile
{
    // "PIEH" as a number: it shows that bytes stand in the right order.
    private const float Magic = 202021.25f;
    private const int Header = 12;

    /// <summary>The file: magic number, width, height, then for each pixel its way to the right and down; little-endian.</summary>
    /// <param name="flow">In pixels, <c>[height, width, 2]</c>.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static byte[] Write(ReadOnlySpan<float> flow, int height, int width)
    {
        var bytes = new byte[Header + (flow.Length * sizeof(float))];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), width);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), height);
        for (var i = 0; i < flow.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(Header + (i * sizeof(float))), flow[i]);
        }

        return bytes;
    }
}
