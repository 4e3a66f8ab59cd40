using Perceiver.Libtorch;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements' memory; for a dense tensor on the CPU only.</summary>
        public Span<byte> bytes
        {
            get => Memory("bytes");
            set
            {
                var target = Memory("bytes");
                if (value.Length != target.Length)
                    throw new ArgumentException($"{value.Length} bytes do not fill {target.Length}", nameof(value));
                value.CopyTo(target);
            }
        }

        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            CheckType<T>();
            return new TensorAccessor<T>(this);
        }

        public unsafe T item<T>()
            where T : unmanaged
        {
            if (numel() != 1)
                throw new ArgumentException($"item needs one element; the tensor has {numel()}");
            CheckType<T>();
            long integer;
            double number;
            var kind = (ArgumentKind)NativeMethods.px_item(Handle, &integer, &number);
            if (kind is not (ArgumentKind.Double or ArgumentKind.Int or ArgumentKind.Bool))
                throw TorchOperationException.From("item", this);
            GC.KeepAlive(this);
            return kind == ArgumentKind.Double ? ElementTypes.Convert<T>(number) : ElementTypes.Convert<T>(integer);
        }

        public Tensor alias() => Ops.Alias.Run(this);

        public Tensor clone() => Ops.Clone.Run(this);

        public Tensor contiguous() => Ops.Contiguous.Run(this);

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Ops.Copy_.Run(this, source, nonBlocking);

        public Tensor cpu() => to(DeviceType.CPU);

        public Tensor cuda(Device? device = null, bool non_blocking = false) =>
            to(device ?? new Device(DeviceType.CUDA), non_blocking: non_blocking);

        public Tensor detach() => Ops.Detach.Run(this);

        public Tensor to(
            DeviceType deviceType,
            int deviceIndex = -1,
            bool copy = false,
            bool disposeAfter = false,
            bool non_blocking = false
        ) => to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        public Tensor to(
            ScalarType type,
            Device device,
            bool copy = false,
            bool disposeAfter = false,
            bool non_blocking = false
        ) => Finish(Ops.ToDevice.Run(this, device, type, non_blocking, copy), disposeAfter);

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Finish(Ops.ToType.Run(this, type, non_blocking, copy), disposeAfter);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Finish(Ops.ToDevice.Run(this, device, dtype, non_blocking, copy), disposeAfter);

        public Tensor to(Tensor other, bool non_blocking = false) => Ops.ToOther.Run(this, other, non_blocking);

        public Tensor to_type(
            ScalarType type,
            bool copy = false,
            bool disposeAfter = false,
            bool non_blocking = false
        ) => to(type, copy, disposeAfter, non_blocking);

        public Tensor type(ScalarType dtype) => to(dtype);

        internal unsafe Span<byte> Memory(string use)
        {
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException($"{use}: the tensor is on {device}; move it to the CPU first");
            if (!is_contiguous())
                throw new NotImplementedException($"{use}: the tensor is not contiguous; call contiguous() first");
            var length = checked((int)(numel() * element_size()));
            var pointer = NativeMethods.px_data(Handle);
            return new Span<byte>(pointer, length);
        }

        internal void CheckType<T>()
        {
            var expected = ElementTypes.Of<T>();
            // Complex and half types have no reader here; every other type must be asked for by its own name.
            if (expected != dtype)
                throw new ArgumentException($"{typeof(T).Name} does not hold elements of type {dtype}");
        }

        private Tensor Finish(Tensor result, bool disposeAfter)
        {
            if (disposeAfter)
                Dispose();
            return result;
        }
    }
}
