using System.Globalization;
using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private bool isTracked
        {
            get
            {
                var result = NativeMethods.px_requires_grad(Handle) != 0;
                GC.KeepAlive(this);
                return result;
            }
        }

        public long ndim => dim();

        public unsafe long[] shape
        {
            get
            {
                var rank = (int)NativeMethods.px_dim(Handle);
                var result = new ReadOnlySpan<long>(NativeMethods.px_sizes(handle), rank).ToArray();
                GC.KeepAlive(this);
                return result;
            }
        }

        public long NumberOfElements => numel();

        public ScalarType dtype
        {
            get
            {
                var result = (ScalarType)NativeMethods.px_dtype(Handle);
                GC.KeepAlive(this);
                return result;
            }
        }

        public unsafe Device device
        {
            get
            {
                long index;
                var type = (DeviceType)NativeMethods.px_device(Handle, &index);
                GC.KeepAlive(this);
                return type == DeviceType.CPU ? CPU : new Device(type, (int)index);
            }
        }

        public unsafe DeviceType device_type
        {
            get
            {
                long index;
                var type = (DeviceType)NativeMethods.px_device(Handle, &index);
                GC.KeepAlive(this);
                return type;
            }
        }

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_leaf
        {
            get
            {
                var result = NativeMethods.px_is_leaf(Handle) != 0;
                GC.KeepAlive(this);
                return result;
            }
        }

        public bool requires_grad
        {
            get => isTracked;
            set
            {
                if (NativeMethods.px_set_requires_grad(Handle, value ? 1 : 0) < 0)
                    throw TorchOperationException.From("requires_grad", this);
                GC.KeepAlive(this);
            }
        }

        public long dim()
        {
            var result = NativeMethods.px_dim(Handle);
            GC.KeepAlive(this);
            return result;
        }

        public long numel()
        {
            var result = NativeMethods.px_numel(Handle);
            GC.KeepAlive(this);
            return result;
        }

        public long element_size()
        {
            var result = NativeMethods.px_element_size(Handle);
            GC.KeepAlive(this);
            return result;
        }

        public long[] size() => shape;

        public unsafe long size(int dim)
        {
            var result = NativeMethods.px_sizes(Handle)[PlaceOf(dim)];
            GC.KeepAlive(this);
            return result;
        }

        public unsafe long[] stride()
        {
            var rank = (int)NativeMethods.px_dim(Handle);
            var result = new ReadOnlySpan<long>(NativeMethods.px_strides(handle), rank).ToArray();
            GC.KeepAlive(this);
            return result;
        }

        public unsafe long stride(int dim)
        {
            var result = NativeMethods.px_strides(Handle)[PlaceOf(dim)];
            GC.KeepAlive(this);
            return result;
        }

        public bool is_contiguous()
        {
            var result = NativeMethods.px_is_contiguous(Handle) != 0;
            GC.KeepAlive(this);
            return result;
        }

        public override string ToString() =>
            IsInvalid
                ? "disposed tensor"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"[{string.Join('x', shape)}], type = {dtype}, device = {device}"
                );

        private long PlaceOf(int dim)
        {
            var rank = NativeMethods.px_dim(Handle);
            var place = dim < 0 ? dim + rank : dim;
            return place >= 0 && place < rank
                ? place
                : throw new ArgumentOutOfRangeException(nameof(dim), dim, $"the tensor has {rank} dimensions");
        }
    }
}
