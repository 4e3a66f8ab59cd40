using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Derivatives.</summary>
    public static class autograd
    {
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs,
            IList<Tensor> inputs,
            IList<Tensor>? grad_outputs = null,
            bool retain_graph = false,
            bool create_graph = false,
            bool allow_unused = false
        )
        {
            var from = Handles(outputs);
            var to = Handles(inputs);
            var seeds = Handles(grad_outputs ?? []);
            var results = new nint[to.Length];
            long status;
            fixed (nint* fromPointer = from)
            fixed (nint* toPointer = to)
            fixed (nint* seedPointer = seeds)
            fixed (nint* resultPointer = results)
            {
                status = NativeMethods.px_grad(
                    fromPointer,
                    from.Length,
                    toPointer,
                    to.Length,
                    seedPointer,
                    seeds.Length,
                    retain_graph || create_graph ? 1 : 0,
                    create_graph ? 1 : 0,
                    allow_unused ? 1 : 0,
                    resultPointer
                );
            }
            if (status < 0)
            {
                Recomputation.ThrowFailure();
                throw TorchOperationException.From("autograd.grad", [.. outputs, .. inputs]);
            }

            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return Array.ConvertAll(results, each => new Tensor(each));
        }

        private static nint[] Handles(IList<Tensor> tensors)
        {
            var handles = new nint[tensors.Count];
            for (var i = 0; i < handles.Length; i++)
                handles[i] = tensors[i].Handle;
            return handles;
        }
    }
}
