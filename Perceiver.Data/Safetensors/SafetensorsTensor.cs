using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>One named array as it stands in a file: little-endian, row-major bytes and what they mean.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Dtype">Element type.</param>
/// <param name="Shape">Its shape; empty for a scalar.</param>
/// <param name="Bytes">Exactly as many bytes as <c>Dtype.ByteCount(Shape)</c> says.</param>
public sealed record SafetensorsTensor(
    string Name,
    SafetensorsDtype Dtype,
    EquatableArray<long> Shape,
    ReadOnlyMemory<byte> Bytes
);
