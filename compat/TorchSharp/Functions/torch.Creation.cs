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

    public static Tensor randint(
        long low,
        long high,
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        Generator? generator = null,
        string[]? names = null
    ) =>
        Made(
            Ops.Randint.Run(low, high, Shape(size, names), generator, dtype ?? ScalarType.Int64, Argument.None, device),
            requires_grad
        );

    public static Tensor randint(
        long high,
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        Generator? generator = null,
        string[]? names = null
    ) => randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randperm(
        long n,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        Generator? generator = null
    ) => Made(Ops.Randperm.Run(n, generator, dtype ?? ScalarType.Int64, Argument.None, device), requires_grad);

    public static Tensor zeros_like(
        Tensor input,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Like(Ops.ZerosLike, input, dtype, device, requires_grad, names);

    public static Tensor ones_like(
        Tensor input,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Like(Ops.OnesLike, input, dtype, device, requires_grad, names);

    public static Tensor empty_like(
        Tensor input,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Like(Ops.EmptyLike, input, dtype, device, requires_grad, names);

    public static Tensor rand_like(
        Tensor input,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false
    ) => Like(Ops.RandLike, input, dtype, device, requires_grad, null);

    public static Tensor randn_like(
        Tensor input,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false
    ) => Like(Ops.RandnLike, input, dtype, device, requires_grad, null);

    public static Tensor full_like(
        Tensor input,
        Scalar value,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    )
    {
        Shape([], names);
        return Made(Ops.FullLike.Run(input, value, dtype, Argument.None, device), requires_grad);
    }

    public static Tensor bernoulli(Tensor input, Generator? generator = null) => Ops.Bernoulli.Run(input, generator);

    public static Tensor multinomial(
        Tensor input,
        long num_samples,
        bool replacement = false,
        Generator? generator = null
    ) => Ops.Multinomial.Run(input, num_samples, replacement, generator);

    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) =>
        Ops.NormalTensors.Run(mean, std, generator);

    private static Tensor Like(
        Operation operation,
        Tensor input,
        ScalarType? dtype,
        Device? device,
        bool requires_grad,
        string[]? names
    )
    {
        Shape([], names);
        return Made(operation.Run(input, dtype, Argument.None, device), requires_grad);
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
