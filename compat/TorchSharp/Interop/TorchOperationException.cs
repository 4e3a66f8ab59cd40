using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace Perceiver.Libtorch;

/// <summary>
/// libtorch refused an operation. TorchSharp throws its base class, <see cref="ExternalException"/>: catch that.
/// </summary>
public sealed class TorchOperationException : ExternalException
{
    private TorchOperationException(string operation, ImmutableArray<string> operands, string reason)
        : base($"{operation}({string.Join(", ", operands)}): {reason}")
    {
        Operation = operation;
        Operands = operands;
        Reason = reason;
    }

    /// <summary>The operator, as in <c>aten::matmul</c>.</summary>
    public string Operation { get; }

    /// <summary>Shape and type of each tensor argument, as in <c>Float32[2, 3]</c>, in order.</summary>
    public ImmutableArray<string> Operands { get; }

    /// <summary>What libtorch itself said, without its stack trace.</summary>
    public string Reason { get; }

    internal static TorchOperationException From(string operation, ReadOnlySpan<Argument> arguments)
    {
        var operands = ImmutableArray.CreateBuilder<string>();
        foreach (ref readonly var argument in arguments)
        {
            if (argument.Reference is Tensor tensor)
                operands.Add(Describe(tensor));
            else if (argument.Reference is IReadOnlyList<Tensor?> list)
                operands.AddRange(list.Select(each => each is null ? "none" : Describe(each)));
        }
        return new TorchOperationException(operation, operands.ToImmutable(), LastError());
    }

    internal static TorchOperationException From(string operation, params ReadOnlySpan<Tensor> tensors)
    {
        var operands = ImmutableArray.CreateBuilder<string>();
        foreach (var tensor in tensors)
            operands.Add(Describe(tensor));
        return new TorchOperationException(operation, operands.ToImmutable(), LastError());
    }

    private static string Describe(Tensor tensor) =>
        tensor.IsInvalid ? "disposed" : $"{tensor.dtype}[{string.Join(", ", tensor.shape)}]";

    private static unsafe string LastError()
    {
        var text = NativeMethods.Text(NativeMethods.px_error());
        // libtorch appends where in its sources it threw; the first lines are what a reader needs.
        var end = text.IndexOf("\nException raised from", StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).TrimEnd();
    }
}
