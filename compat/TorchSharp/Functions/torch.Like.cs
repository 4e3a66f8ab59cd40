using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
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
}
