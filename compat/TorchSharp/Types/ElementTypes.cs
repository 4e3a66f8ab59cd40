using static TorchSharp.torch;

namespace Perceiver.Libtorch;

/// <summary>Which element type a .NET type stands for.</summary>
internal static class ElementTypes
{
    internal static ScalarType Of<T>()
    {
        if (typeof(T) == typeof(float))
            return ScalarType.Float32;
        if (typeof(T) == typeof(double))
            return ScalarType.Float64;
        if (typeof(T) == typeof(long))
            return ScalarType.Int64;
        if (typeof(T) == typeof(int))
            return ScalarType.Int32;
        if (typeof(T) == typeof(byte))
            return ScalarType.Byte;
        if (typeof(T) == typeof(bool))
            return ScalarType.Bool;
        if (typeof(T) == typeof(short))
            return ScalarType.Int16;
        if (typeof(T) == typeof(sbyte))
            return ScalarType.Int8;
        throw new ArgumentException($"{typeof(T).Name} is not an element type");
    }

    internal static T Convert<T>(double value) =>
        typeof(T) == typeof(float) ? (T)(object)(float)value : (T)(object)value;

    internal static T Convert<T>(long value)
    {
        if (typeof(T) == typeof(long))
            return (T)(object)value;
        if (typeof(T) == typeof(int))
            return (T)(object)(int)value;
        if (typeof(T) == typeof(byte))
            return (T)(object)(byte)value;
        if (typeof(T) == typeof(bool))
            return (T)(object)(value != 0);
        if (typeof(T) == typeof(short))
            return (T)(object)(short)value;
        return (T)(object)(sbyte)value;
    }
}
