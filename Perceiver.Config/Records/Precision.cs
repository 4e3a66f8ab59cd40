namespace Perceiver.Config;

/// <summary>Which numbers a matrix product multiplies.</summary>
public enum Precision
{
    /// <summary>32 bits.</summary>
    Float32,

    /// <summary>32 bits of which the product reads 19, where the device has such products.</summary>
    Tf32,

    /// <summary>16 bits with the range of 32.</summary>
    Bfloat16,
}
