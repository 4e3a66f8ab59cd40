using System.Runtime.InteropServices;
using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    private static ScalarType defaultType = ScalarType.Float32;

    public static ScalarType get_default_dtype() => defaultType;

    public static void set_default_dtype(ScalarType dtype) => defaultType = dtype;

    public static Tensor arange(
        Scalar start,
        Scalar stop,
        Scalar step,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false
    )
    {
        var floating = start.IsFloating || stop.IsFloating || step.IsFloating;
        var type = dtype ?? (floating ? defaultType : ScalarType.Int64);
        return Made(Ops.Arange.Run(start, stop, step, type, Argument.None, device), requires_grad);
    }

    public static Tensor arange(
        Scalar start,
        Scalar stop,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false
    ) => arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(
        Scalar stop,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false
    ) => arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(
        double start,
        double end,
        long steps,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false
    ) => Made(Ops.Linspace.Run(start, end, steps, dtype ?? defaultType, Argument.None, device), requires_grad);

    public static Tensor eye(
        long rows,
        long columns = -1,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    )
    {
        Shape([], names);
        var width = columns < 0 ? rows : columns;
        return Made(Ops.Eye.Run(rows, width, dtype ?? defaultType, Argument.None, device), requires_grad);
    }

    private static Tensor Made(Tensor tensor, bool requires_grad)
    {
        if (requires_grad)
            tensor.requires_grad = true;
        return tensor;
    }

    private static long[] Shape(long[] size, string[]? names) =>
        names is null ? size : throw new NotSupportedException("named dimensions are not in this build");

    private static Tensor Filled<T>(
        ReadOnlySpan<T> values,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype,
        Device? device,
        bool requires_grad,
        string[]? names
    )
        where T : unmanaged
    {
        var size = Shape(dimensions.ToArray(), names);
        if (size.Aggregate(1L, (product, each) => product * each) != values.Length)
            throw new ArgumentException($"{values.Length} values do not fill [{string.Join(", ", size)}]");
        var result = Ops.Empty.Run(size, ElementTypes.Of<T>());
        MemoryMarshal.AsBytes(values).CopyTo(result.Memory("tensor"));
        if ((dtype is { } type && type != result.dtype) || (device is not null && device.type != DeviceType.CPU))
            result = result.to(dtype ?? result.dtype, device ?? CPU, disposeAfter: true);
        return Made(result, requires_grad);
    }

    private static T[] Flat<T>(Array values)
    {
        var result = new T[values.Length];
        var place = 0;
        foreach (T value in values)
            result[place++] = value;
        return result;
    }
}
