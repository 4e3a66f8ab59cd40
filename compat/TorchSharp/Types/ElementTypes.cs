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
}
