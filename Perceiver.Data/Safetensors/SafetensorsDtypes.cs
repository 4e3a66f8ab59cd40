namespace Perceiver.Data;

/// <summary>The one table of element types: name in the file and size in bits.</summary>
public static class SafetensorsDtypes
{
    private static readonly (SafetensorsDtype Dtype, string Name, int Bits)[] Table =
    [
        (SafetensorsDtype.Bool, "BOOL", 8),
        (SafetensorsDtype.F4, "F4", 4),
        (SafetensorsDtype.F6E2M3, "F6_E2M3", 6),
        (SafetensorsDtype.F6E3M2, "F6_E3M2", 6),
        (SafetensorsDtype.U8, "U8", 8),
        (SafetensorsDtype.I8, "I8", 8),
        (SafetensorsDtype.F8E5M2, "F8_E5M2", 8),
        (SafetensorsDtype.F8E4M3, "F8_E4M3", 8),
        (SafetensorsDtype.F8E8M0, "F8_E8M0", 8),
        (SafetensorsDtype.I16, "I16", 16),
        (SafetensorsDtype.U16, "U16", 16),
        (SafetensorsDtype.F16, "F16", 16),
        (SafetensorsDtype.BF16, "BF16", 16),
        (SafetensorsDtype.I32, "I32", 32),
        (SafetensorsDtype.U32, "U32", 32),
        (SafetensorsDtype.F32, "F32", 32),
        (SafetensorsDtype.C64, "C64", 64),
        (SafetensorsDtype.F64, "F64", 64),
        (SafetensorsDtype.I64, "I64", 64),
        (SafetensorsDtype.U64, "U64", 64),
    ];

    /// <summary>All names a file may use.</summary>
    public static string Names => string.Join(", ", Table.Select(row => row.Name));

    /// <summary>Bits per element.</summary>
    public static int Bits(this SafetensorsDtype dtype) => Table[(int)dtype].Bits;

    /// <summary>The name in a file's header.</summary>
    public static string Name(this SafetensorsDtype dtype) => Table[(int)dtype].Name;

    /// <summary>Bytes of an array; null where that cannot be counted, or is no whole number.</summary>
    public static long? ByteCount(this SafetensorsDtype dtype, IEnumerable<long> shape)
    {
        try
        {
            // Bits may pass what bytes do not.
            var count = shape.Aggregate(1L, (product, size) => checked(product * size));
            var bits = (Int128)count * dtype.Bits();
            return bits % 8 == 0 && bits / 8 <= long.MaxValue ? (long)(bits / 8) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The type of a name in a header, or null.</summary>
    public static SafetensorsDtype? Parse(string name)
    {
        foreach (var row in Table)
        {
            if (row.Name == name)
            {
                return row.Dtype;
            }
        }

        return null;
    }
}
