using System.Runtime.InteropServices;

namespace Perceiver.Libtorch;

/// <summary>How an operator argument crosses the boundary; mirrors <c>Kind</c> in <c>native/shim.h</c>.</summary>
internal enum ArgumentKind : long
{
    None = 0,
    Tensor = 1,
    Int = 2,
    Double = 3,
    Bool = 4,
    Ints = 5,
    Tensors = 6,
    OptionalTensors = 7,
    String = 8,
    Generator = 9,
    Device = 10,
    Doubles = 11,
}

/// <summary>One argument as C sees it; mirrors <c>Argument</c> in <c>native/shim.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeArgument
{
    internal ArgumentKind Kind;
    internal long Bits;
    internal long Length;
}
