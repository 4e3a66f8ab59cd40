using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Ops.Matmul.Run(this, target);

        public Tensor mm(Tensor target) => Ops.Mm.Run(this, target);

        public Tensor bmm(Tensor batch2) => Ops.Bmm.Run(this, batch2);

        public Tensor sum(ScalarType? type = null) => Ops.SumAll.Run(this, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            Ops.Sum.Run(this, dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            Ops.Sum.Run(this, dim, keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) =>
            Ops.Sum.Run(this, new[] { dim }, keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) =>
            Ops.Sum.Run(this, new[] { dim0, dim1 }, keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            Ops.Sum.Run(this, new[] { dim0, dim1, dim2 }, keepdim, type);

        public Tensor mean() => Ops.MeanAll.Run(this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Ops.Mean.Run(this, dimensions, keepdim, type);

        public Tensor var(bool unbiased = true) => Ops.Var.Run(this, unbiased);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(type, each => Ops.VarDim.Run(each, dimensions, unbiased, keepdim));

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(type, each => Ops.VarDim.Run(each, new[] { dim }, unbiased, keepdim));

        public Tensor std(bool unbiased = true) => Ops.Std.Run(this, unbiased);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(type, each => Ops.StdDim.Run(each, dimensions, unbiased, keepdim));

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(type, each => Ops.StdDim.Run(each, new[] { dim }, unbiased, keepdim));

        public Tensor amax(params long[] dims) => Ops.Amax.Run(this, dims, false);

        public Tensor amin(params long[] dims) => Ops.Amin.Run(this, dims, false);

        public Tensor max() => Ops.MaxAll.Run(this);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) =>
            Ops.Max.RunPair(this, dim, keepdim);

        public Tensor min() => Ops.MinAll.Run(this);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) =>
            Ops.Min.RunPair(this, dim, keepdim);

        public Tensor argmax() => Ops.Argmax.Run(this);

        public Tensor argmax(long dim, bool keepdim = false) => Ops.Argmax.Run(this, dim, keepdim);

        public Tensor all() => Ops.AllAll.Run(this);

        public Tensor all(long dim, bool keepdim = false) => Ops.All.Run(this, dim, keepdim);

        public Tensor any() => Ops.AnyAll.Run(this);

        public Tensor any(long dim, bool keepdim = false) => Ops.Any.Run(this, dim, keepdim);

        public Tensor cumsum(long dim, ScalarType? type = null) => Ops.Cumsum.Run(this, dim, type);

        public Tensor norm(float p = 2) => Ops.NormScalar.Run(this, (double)p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2) =>
            Ops.NormDim.Run(this, (double)p, new long[] { dim }, keepdim);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Ops.Softmax.Run(this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Ops.LogSoftmax.Run(this, dim, dtype);

        public Tensor logsumexp(long dim, bool keepdim = false) => Ops.Logsumexp.Run(this, new[] { dim }, keepdim);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Ops.Topk.RunPair(this, k, dim, largest, sorted);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Ops.Sort.RunPair(this, stable, dim, descending);

        private Tensor Typed(ScalarType? type, Func<Tensor, Tensor> reduce)
        {
            if (type is not { } wanted || wanted == dtype)
                return reduce(this);
            using var converted = to(wanted);
            return reduce(converted);
        }
    }
}
