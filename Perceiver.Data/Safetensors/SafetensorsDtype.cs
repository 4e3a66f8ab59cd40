namespace Perceiver.Data;

/// <summary>The element types of the safetensors format.</summary>
public enum SafetensorsDtype
{
    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>A float of 4 bits; two share a byte.</summary>
    F4,

    /// <summary>A float of 6 bits, two of them exponent; four share three bytes.</summary>
    F6E2M3,

    /// <summary>A float of 6 bits, three of them exponent; four share three bytes.</summary>
    F6E3M2,

    /// <summary>Unsigned 8 bit.</summary>
    U8,

    /// <summary>Signed 8 bit.</summary>
    I8,

    /// <summary>A float of 8 bits, five of them exponent.</summary>
    F8E5M2,

    /// <summary>A float of 8 bits, four of them exponent.</summary>
    F8E4M3,

    /// <summary>A power of two: 8 bits of exponent.</summary>
    F8E8M0,

    /// <summary>Signed 16 bit.</summary>
    I16,

    /// <summary>Unsigned 16 bit.</summary>
    U16,

    /// <summary>IEEE half.</summary>
    F16,

    /// <summary>bfloat16.</summary>
    BF16,

    /// <summary>Signed 32 bit.</summary>
    I32,

    /// <summary>Unsigned 32 bit.</summary>
    U32,

    /// <summary>IEEE single.</summary>
    F32,

    /// <summary>A complex number of two IEEE singles.</summary>
    C64,

    /// <summary>IEEE double.</summary>
    F64,

    /// <summary>Signed 64 bit.</summary>
    I64,

    /// <summary>Unsigned 64 bit.</summary>
    U64,
}
