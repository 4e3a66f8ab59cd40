namespace Perceiver.Data;

/// <summary>The one table of element types: name in the file and size in bytes.</summary>
public static class SafetensorsDtypes
{
    private static readonly (SafetensorsDtype Dtype, string Name, int Size)[] Table =
    [
        (SafetensorsDtype.Bool, "BOOL", 1),
        (SafetensorsDtype.U8, "U8", 1),
        (SafetensorsDtype.I8, "I8", 1),
        (SafetensorsDtype.I16, "I16", 2),
        (SafetensorsDtype.I32, "I32", 4),
        (SafetensorsDtype.I64, "I64", 8),
        (SafetensorsDtype.F16, "F16", 2),
        (SafetensorsDtype.BF16, "BF16", 2),
        (SafetensorsDtype.F32, "F32", 4),
        (SafetensorsDtype.F64, "F64", 8),
    ];

    /// <summary>All names a file may use.</summary>
    public static string Names => string.Join(", ", Table.Select(row => row.Name));

    /// <summary>Bytes per element.</summary>
    public static int Size(this SafetensorsDtype dtype) => Table[(int)dtype].Size;

    /// <summary>The name in a file's header.</summary>
    public static string Name(this SafetensorsDtype dtype) => Table[(int)dtype].Name;

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
