using Perceiver.Libtorch;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number of one of the element types, as an argument.</summary>
public sealed class Scalar : IDisposable
{
    private readonly long bits;

    internal Scalar(ScalarType type, long integer)
    {
        Type = type;
        bits = integer;
    }

    internal Scalar(ScalarType type, double number)
    {
        Type = type;
        bits = BitConverter.DoubleToInt64Bits(number);
    }

    public ScalarType Type { get; }

    internal bool IsFloating => Type is ScalarType.Float32 or ScalarType.Float64;

    internal double Number => IsFloating ? BitConverter.Int64BitsToDouble(bits) : bits;

    internal long Integer => IsFloating ? (long)BitConverter.Int64BitsToDouble(bits) : bits;

    public void Dispose() { }

    public static implicit operator Scalar(byte value) => new(ScalarType.Byte, (long)value);

    public static implicit operator Scalar(sbyte value) => new(ScalarType.Int8, (long)value);

    public static implicit operator Scalar(short value) => new(ScalarType.Int16, (long)value);

    public static implicit operator Scalar(int value) => new(ScalarType.Int32, (long)value);

    public static implicit operator Scalar(long value) => new(ScalarType.Int64, value);

    public static implicit operator Scalar(float value) => new(ScalarType.Float32, (double)value);

    public static implicit operator Scalar(double value) => new(ScalarType.Float64, value);

    public static implicit operator Scalar(bool value) => new(ScalarType.Bool, value ? 1L : 0L);

    internal Argument AsArgument() =>
        Type switch
        {
            ScalarType.Bool => bits != 0,
            ScalarType.Float32 or ScalarType.Float64 => Number,
            _ => bits,
        };
}
