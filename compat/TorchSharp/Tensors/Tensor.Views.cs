using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor T => Ops.NumpyT.Run(this);

        public Tensor mT => transpose(-2, -1);

        public Tensor view(params long[] shape) => Ops.View.Run(this, shape);

        public Tensor view_as(Tensor other) => Ops.View.Run(this, other.shape);

        public Tensor reshape(params long[] shape) => Ops.Reshape.Run(this, shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Ops.Flatten.Run(this, start_dim, end_dim);

        public Tensor unflatten(long dim, params long[] sizes)
        {
            var place = dim < 0 ? dim + ndim : dim;
            return view([.. shape.Take((int)place), .. sizes, .. shape.Skip((int)place + 1)]);
        }

        public Tensor permute(params long[] permutation) => Ops.Permute.Run(this, permutation);

        public Tensor transpose(long dim0, long dim1) => Ops.Transpose.Run(this, dim0, dim1);

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor movedim(long[] source, long[] destination) => Ops.MoveDim.Run(this, source, destination);

        public Tensor unsqueeze(long dim) => Ops.Unsqueeze.Run(this, dim);

        public Tensor squeeze(long? dim = null) =>
            dim is { } one ? Ops.SqueezeDim.Run(this, one) : Ops.Squeeze.Run(this);

        public Tensor expand(params long[] sizes) => Ops.Expand.Run(this, sizes, false);

        public Tensor expand(long[] sizes, bool isImplicit = false) => Ops.Expand.Run(this, sizes, isImplicit);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) =>
            Ops.Expand.Run(this, sizes, isImplicit);

        public Tensor expand_as(Tensor other) => Ops.Expand.Run(this, other.shape, false);

        public Tensor narrow(long dim, long start, long length) => Ops.Narrow.Run(this, dim, start, length);

        public Tensor select(long dim, long index) => Ops.Select.Run(this, dim, index);

        public Tensor slice(long dim, long start, long finish, long step) =>
            Ops.Slice.Run(this, dim, start, finish, step);

        public Tensor unfold(long dimension, long size, long step) => Ops.Unfold.Run(this, dimension, size, step);

        public Tensor[] chunk(long chunks, long dim = 0) => Ops.Chunk.RunList(this, chunks, dim);

        public Tensor[] split(long size, int dim = 0) => Ops.Split.RunList(this, size, dim);

        public Tensor[] split(long[] sizes, long dim = 0) => Ops.SplitSizes.RunList(this, sizes, dim);

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => Ops.SplitSizes.RunList(this, sizes, dim);

        public Tensor[] unbind(long dimension = 0) => Ops.Unbind.RunList(this, dimension);
    }
}
