namespace Perceiver.Data;

/// <summary>The element types of the safetensors format that are read and written here.</summary>
public enum SafetensorsDtype
{
    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>Unsigned 8 bit.</summary>
    U8,

    /// <summary>Signed 8 bit.</summary>
    I8,

    /// <summary>Signed 16 bit.</summary>
    I16,

    /// <summary>Signed 32 bit.</summary>
    I32,

    /// <summary>Signed 64 bit.</summary>
    I64,

    /// <summary>IEEE half.</summary>
    F16,

    /// <summary>bfloat16.</summary>
    BF16,

    /// <summary>IEEE single.</summary>
    F32,

    /// <summary>IEEE double.</summary>
    F64,
}
