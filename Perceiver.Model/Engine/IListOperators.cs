using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// One call for a list of tensors, where libtorch has it: on a device a list of a hundred small tensors is one kernel
/// instead of a hundred. Each gives the bits of the same operator called for each tensor. Names that end in an underscore
/// write to their first list.
/// </summary>
public interface IListOperators
{
    /// <summary>Each times a number; new tensors.</summary>
    Tensor[] Mul(IReadOnlyList<Tensor> list, double factor);

    /// <summary>Each over a number; new tensors.</summary>
    Tensor[] Div(IReadOnlyList<Tensor> list, double divisor);

    /// <summary>Each minus another; new tensors.</summary>
    Tensor[] Sub(IReadOnlyList<Tensor> list, IReadOnlyList<Tensor> others);

    /// <summary>Square roots; new tensors.</summary>
    Tensor[] Sqrt(IReadOnlyList<Tensor> list);

    /// <summary>Euclidean norms, <c>[]</c> each.</summary>
    Tensor[] Norm(IReadOnlyList<Tensor> list);

    /// <summary>Adds a number.</summary>
    void Add_(IReadOnlyList<Tensor> list, double number);

    /// <summary>Adds another, times a number.</summary>
    void Add_(IReadOnlyList<Tensor> list, IReadOnlyList<Tensor> others, double factor);

    /// <summary>Divides by a number.</summary>
    void Div_(IReadOnlyList<Tensor> list, double divisor);

    /// <summary>Divides by another.</summary>
    void Div_(IReadOnlyList<Tensor> list, IReadOnlyList<Tensor> others);

    /// <summary>Multiplies with another, which may be a scalar <c>[]</c>.</summary>
    void Mul_(IReadOnlyList<Tensor> list, IReadOnlyList<Tensor> others);

    /// <summary>Multiplies with a number of its own.</summary>
    void Mul_(IReadOnlyList<Tensor> list, double factor);

    /// <summary>Square roots.</summary>
    void Sqrt_(IReadOnlyList<Tensor> list);

    /// <summary>Adds a product of two others, times a number.</summary>
    void Addcmul_(IReadOnlyList<Tensor> list, IReadOnlyList<Tensor> left, IReadOnlyList<Tensor> right, double factor);

    /// <summary>Adds a quotient of two others, times a number.</summary>
    void Addcdiv_(IReadOnlyList<Tensor> list, IReadOnlyList<Tensor> left, IReadOnlyList<Tensor> right, double factor);
}
