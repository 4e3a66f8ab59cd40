using Perceiver.Config;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Data;

/// <summary>Between a file's arrays and tensors; the codec itself knows no tensors.</summary>
public static class SafetensorsTensors
{
    private static readonly (SafetensorsDtype Dtype, ScalarType Scalar)[] Table =
    [
        (SafetensorsDtype.Bool, ScalarType.Bool),
        (SafetensorsDtype.U8, ScalarType.Byte),
        (SafetensorsDtype.I8, ScalarType.Int8),
        (SafetensorsDtype.I16, ScalarType.Int16),
        (SafetensorsDtype.I32, ScalarType.Int32),
        (SafetensorsDtype.I64, ScalarType.Int64),
        (SafetensorsDtype.F16, ScalarType.Float16),
        (SafetensorsDtype.BF16, ScalarType.BFloat16),
        (SafetensorsDtype.F32, ScalarType.Float32),
        (SafetensorsDtype.F64, ScalarType.Float64),
    ];

    /// <summary>Whether the engine has such an element type.</summary>
    public static bool HasTensor(this SafetensorsDtype dtype) => Scalar(dtype) is not null;

    /// <summary>A new tensor with the array's content; it belongs to the caller's dispose scope.</summary>
    /// <exception cref="ArgumentException">The engine has no such element type.</exception>
    public static Tensor ToTensor(this SafetensorsTensor array, Device? device = null)
    {
        var tensor = empty(array.Shape.ToArray(), dtype: Scalar(array.Dtype) ?? throw Unknown(array));
        if (!array.Bytes.IsEmpty)
        {
            array.Bytes.Span.CopyTo(tensor.bytes);
        }

        return device is null ? tensor : tensor.to(device);
    }

    /// <summary>A copy of a tensor's content under a name.</summary>
    /// <exception cref="ArgumentException">The format has no such element type.</exception>
    public static SafetensorsTensor FromTensor(string name, Tensor tensor)
    {
        var row = Array.FindIndex(Table, row => row.Scalar == tensor.dtype);
        if (row < 0)
        {
            throw new ArgumentException($"'{name}' is {tensor.dtype}, which safetensors does not hold.");
        }

        using var scope = NewDisposeScope();
        var plain = tensor.detach().cpu().contiguous();
        var bytes = plain.numel() == 0 ? [] : plain.bytes.ToArray();
        return new SafetensorsTensor(name, Table[row].Dtype, EquatableArray.Create<long>(tensor.shape), bytes);
    }

    private static ScalarType? Scalar(SafetensorsDtype dtype)
    {
        foreach (var row in Table)
        {
            if (row.Dtype == dtype)
            {
                return row.Scalar;
            }
        }

        return null;
    }

    private static ArgumentException Unknown(SafetensorsTensor array) =>
        new($"'{array.Name}' is {array.Dtype.Name()}, which cannot be computed with.");
}
