using System.Globalization;
using Perceiver.Libtorch;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Reading a tensor of one element as a number, and tensors from arrays.</summary>
public static class TensorExtensionMethods
{
    public static float ToSingle(this Tensor value) => (float)Read(value).Number;

    public static double ToDouble(this Tensor value) => Read(value).Number;

    public static sbyte ToSByte(this Tensor value) => (sbyte)Read(value).Integer;

    public static byte ToByte(this Tensor value) => (byte)Read(value).Integer;

    public static short ToInt16(this Tensor value) => (short)Read(value).Integer;

    public static int ToInt32(this Tensor value) => (int)Read(value).Integer;

    public static long ToInt64(this Tensor value) => Read(value).Integer;

    public static bool ToBoolean(this Tensor value) => Read(value).Number != 0;

    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (total, each) => total * each);

    public static string metastr(this Tensor tensor) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"[{string.Join('x', tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}"
        );

    private static unsafe (double Number, long Integer) Read(Tensor value)
    {
        long integer = 0;
        double number = 0;
        var kind = (ArgumentKind)NativeMethods.px_item(value.Handle, &integer, &number);
        GC.KeepAlive(value);
        return kind switch
        {
            ArgumentKind.Double => (number, (long)number),
            ArgumentKind.Int or ArgumentKind.Bool => (integer, integer),
            _ => throw TorchOperationException.From("item", value),
        };
    }
}
