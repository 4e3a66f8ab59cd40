using System.Runtime.CompilerServices;
using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => Assign(value, i1);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => Pick(i1, i2);
            set => Assign(value, i1, i2);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => Pick(i1, i2, i3);
            set => Assign(value, i1, i2, i3);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Pick(i1, i2, i3, i4);
            set => Assign(value, i1, i2, i3, i4);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            var (view, tensors, steps) = TensorIndex.Resolve(this, indices);
            var result = tensors.Count == 0 ? view : Ops.Index.Run(view, Argument.Optional(tensors));
            foreach (var step in steps)
            {
                if (!ReferenceEquals(step, result) && !ReferenceEquals(step, this))
                    step.Dispose();
            }
            return ReferenceEquals(result, this) ? alias() : result;
        }

        public Tensor index(params Tensor[] indices) => Ops.Index.Run(this, Argument.Optional(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            var (view, tensors, steps) = TensorIndex.Resolve(this, indices);
            using var written =
                tensors.Count == 0
                    ? view.copy_(value)
                    : Ops.IndexPut_.Run(view, Argument.Optional(tensors), value, false);
            foreach (var step in steps)
            {
                if (!ReferenceEquals(step, this))
                    step.Dispose();
            }
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) =>
            Ops.IndexPut_.Run(this, Argument.Optional(indices), value, false);

        public Tensor index_select(long dim, Tensor index) => Ops.IndexSelect.Run(this, dim, index);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Ops.IndexAdd_.Run(this, dim, index, source, alpha);

        public Tensor gather(long dim, Tensor index) => Ops.Gather.Run(this, dim, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Ops.Scatter.Run(this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Ops.Scatter_.Run(this, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Ops.ScatterAdd_.Run(this, dim, index, src);

        public Tensor masked_fill(Tensor mask, Scalar value) => Ops.MaskedFill.Run(this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Ops.MaskedFill_.Run(this, mask, value);

        public Tensor flip(params long[] dims) => Ops.Flip.Run(this, dims);

        public Tensor roll(long shifts, long? dims = null) =>
            Ops.Roll.Run(this, new[] { shifts }, dims is { } one ? new[] { one } : Array.Empty<long>());

        public Tensor roll(long[] shifts, long[] dims) => Ops.Roll.Run(this, shifts, dims);

        public Tensor repeat(params long[] sizes) => Ops.Repeat.Run(this, sizes);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Ops.RepeatInterleaveInt.Run(this, repeats, dim, output_size);

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Ops.RepeatInterleave.Run(this, repeats, dim, output_size);

        public Tensor tril(long diagonal = 0) => Ops.Tril.Run(this, diagonal);

        public Tensor triu(long diagonal = 0) => Ops.Triu.Run(this, diagonal);

        private Tensor Pick(params ReadOnlySpan<long> places)
        {
            var result = this;
            foreach (var place in places)
            {
                var next = result.select(0, place);
                if (!ReferenceEquals(result, this))
                    result.Dispose();
                result = next;
            }
            return result;
        }

        private void Assign(Tensor value, params ReadOnlySpan<long> places)
        {
            using var target = Pick(places);
            using var written = target.copy_(value);
        }
    }
}
