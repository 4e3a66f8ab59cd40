using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Perceiver.Libtorch;

/// <summary>
/// Functions that keep nothing for their backward pass but their arguments (native/recompute.cpp): what they made on the
/// way is made again when it is asked for (1604.06174).
/// </summary>
internal static unsafe class Recomputation
{
    private static Exception? failure;

    /// <summary>The function's value; its derivative is found by calling it once more.</summary>
    /// <param name="function">Gives the same value whenever it is called, and sees no tensor with a gradient but its arguments.</param>
    /// <param name="arguments">Every one of them that needs a gradient must have a part in the value.</param>
    internal static Tensor Apply(Func<IReadOnlyList<Tensor>, Tensor> function, IReadOnlyList<Tensor> arguments)
    {
        using var scope = NewDisposeScope();
        Tensor value;
        using (no_grad())
        {
            value = function(arguments);
        }

        var remembered = new Remembered(function);
        var handles = arguments.Select(argument => (nint)argument.Handle).ToArray();
        var own = GCHandle.ToIntPtr(GCHandle.Alloc(remembered));
        nint result;
        fixed (nint* pointer = handles)
        {
            result = NativeMethods.px_recomputed(value.Handle, pointer, handles.Length, own, &Differentiate, &Forget);
        }

        if (result == 0)
            throw TorchOperationException.From("perceiver::recompute", [.. arguments]);
        GC.KeepAlive(arguments);
        return new Tensor(result).MoveToOuterDisposeScope();
    }

    // Called from within autograd.grad: an exception must not pass through native frames.
    [UnmanagedCallersOnly]
    private static long Differentiate(nint own, nint* arguments, long count, nint gradient, nint* gradients)
    {
        var remembered = (Remembered)GCHandle.FromIntPtr(own).Target!;
        try
        {
            using var scope = NewDisposeScope();
            using var recording = enable_grad();
            var seed = new Tensor(gradient);
            var all = new Tensor[count];
            for (var i = 0; i < count; i++)
                all[i] = new Tensor(arguments[i]);
            Tensor[] given = [.. all.Select(one => one.detach().requires_grad_(one.requires_grad))];
            int[] tracked = [.. Enumerable.Range(0, given.Length).Where(i => given[i].requires_grad)];
            var found = autograd.grad([remembered.Function(given)], [.. tracked.Select(i => given[i])], [seed]);
            for (var i = 0; i < tracked.Length; i++)
                gradients[tracked[i]] = NativeMethods.px_share(found[i].Handle);
            return 0;
        }
        catch (Exception error)
        {
            failure = error;
            return -1;
        }
    }

    /// <summary>Throws what made a function fail in the backward pass that just failed, if that was it.</summary>
    internal static void ThrowFailure()
    {
        if (Interlocked.Exchange(ref failure, null) is { } error)
            ExceptionDispatchInfo.Throw(error);
    }

    [UnmanagedCallersOnly]
    private static void Forget(nint own) => GCHandle.FromIntPtr(own).Free();

    private sealed record Remembered(Func<IReadOnlyList<Tensor>, Tensor> Function);
}
