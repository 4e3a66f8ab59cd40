using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace Perceiver.Libtorch;

/// <summary>
/// An operator of libtorch's dispatcher, found by name and overload at its first use and called with any arguments;
/// trailing ones that are left out take the schema's defaults.
/// </summary>
internal sealed unsafe class Operation(string name, string overload = "")
{
    private const int StackWords = 256;
    private nint handle;

    internal string Name => name;

    /// <summary>Calls an operator with one tensor as its result.</summary>
    internal Tensor Run(params ReadOnlySpan<Argument> arguments)
    {
        nint result;
        Invoke(arguments, &result, 1);
        return new Tensor(result);
    }

    /// <summary>Calls an operator with two tensors as its results.</summary>
    internal (Tensor, Tensor) RunPair(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc nint[2];
        Invoke(arguments, results, 2);
        return (new Tensor(results[0]), new Tensor(results[1]));
    }

    /// <summary>Calls an operator with a list of tensors as its result.</summary>
    internal Tensor[] RunList(params ReadOnlySpan<Argument> arguments)
    {
        const int capacity = 16;
        var results = stackalloc nint[capacity];
        var count = (int)Invoke(arguments, results, capacity);
        var handles = new nint[count];
        new Span<nint>(results, Math.Min(count, capacity)).CopyTo(handles);
        if (count > capacity)
        {
            fixed (nint* rest = &handles[capacity])
                NativeMethods.px_overflow(rest);
        }
        return Array.ConvertAll(handles, each => new Tensor(each));
    }

    /// <summary>Calls an operator with a Boolean as its result.</summary>
    internal bool RunBool(params ReadOnlySpan<Argument> arguments)
    {
        nint result;
        Invoke(arguments, &result, 1);
        return result != 0;
    }

    [SkipLocalsInit]
    private long Invoke(ReadOnlySpan<Argument> arguments, nint* results, long capacity)
    {
        var operation = handle != 0 ? handle : Find();
        var extra = 0;
        foreach (ref readonly var argument in arguments)
            extra += argument.ExtraWords;
        var native = stackalloc NativeArgument[arguments.Length];
        var onStack = stackalloc long[StackWords];
        var onHeap = extra > StackWords ? (long*)NativeMemory.Alloc((nuint)extra, sizeof(long)) : null;
        long count;
        try
        {
            var words = onHeap is null ? onStack : onHeap;
            for (var i = 0; i < arguments.Length; i++)
                arguments[i].Write(native + i, ref words);
            count = NativeMethods.px_call(operation, native, arguments.Length, results, capacity);
        }
        finally
        {
            if (onHeap is not null)
                NativeMemory.Free(onHeap);
        }
        if (count < 0)
            throw TorchOperationException.From(name, arguments);
        // The handles above are bare pointers: the tensors they belong to must not be finalized before this line.
        foreach (ref readonly var argument in arguments)
            GC.KeepAlive(argument.Reference);
        return count;
    }

    private nint Find()
    {
        fixed (byte* nameText = Encoding.UTF8.GetBytes(name + '\0'))
        fixed (byte* overloadText = Encoding.UTF8.GetBytes(overload + '\0'))
        {
            var found = NativeMethods.px_find(nameText, overloadText);
            if (found == 0)
                throw TorchOperationException.From($"{name}.{overload}");
            return handle = found;
        }
    }
}
