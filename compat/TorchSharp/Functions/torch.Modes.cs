using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    public static readonly Device CPU = new(DeviceType.CPU);
    public static readonly ScalarType uint8 = ScalarType.Byte;
    public static readonly ScalarType int8 = ScalarType.Int8;
    public static readonly ScalarType int16 = ScalarType.Int16;
    public static readonly ScalarType int32 = ScalarType.Int32;
    public static readonly ScalarType int64 = ScalarType.Int64;
    public static readonly ScalarType @long = ScalarType.Int64;
    public static readonly ScalarType float16 = ScalarType.Float16;
    public static readonly ScalarType half = ScalarType.Float16;
    public static readonly ScalarType float32 = ScalarType.Float32;
    public static readonly ScalarType float64 = ScalarType.Float64;
    public static readonly ScalarType bfloat16 = ScalarType.BFloat16;
    public static readonly ScalarType @bool = ScalarType.Bool;

    public static DisposeScope NewDisposeScope() => DisposeScopeManager.NewDisposeScope();

    public static Device device(string description) => new(description);

    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    public static Device device(int index) => new(index);

    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException(
                $"Torch device type {deviceType} did not initialise on the current machine."
            );
    }

    public static bool TryInitializeDeviceType(DeviceType deviceType) =>
        deviceType == DeviceType.CPU || (deviceType == DeviceType.CUDA && cuda.is_available());

    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => NativeMethods.px_grad_mode() != 0;

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => NativeMethods.px_inference_mode() != 0;

    public static void set_num_threads(int num)
    {
        if (NativeMethods.px_set_threads(num) < 0)
            throw TorchOperationException.From("set_num_threads");
    }

    public static int get_num_threads() => (int)NativeMethods.px_threads();

    public static void set_num_interop_threads(int num)
    {
        if (NativeMethods.px_set_interop_threads(num) < 0)
            throw TorchOperationException.From("set_num_interop_threads");
    }

    public static int get_num_interop_threads() => (int)NativeMethods.px_interop_threads();

    /// <summary>What there is of CUDA.</summary>
    public static class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static int device_count() =>
            NativeMethods.px_load_cuda() < 0 || NativeMethods.px_has_cuda() == 0
                ? 0
                : (int)NativeMethods.px_cuda_devices();
    }

    private sealed class GradMode : IDisposable
    {
        private readonly bool before = is_grad_enabled();

        internal GradMode(bool enabled) => NativeMethods.px_set_grad_mode(enabled ? 1 : 0);

        public void Dispose() => NativeMethods.px_set_grad_mode(before ? 1 : 0);
    }

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private nint guard = NativeMethods.px_inference_enter(enabled ? 1 : 0);

        public void Dispose()
        {
            var left = Interlocked.Exchange(ref guard, 0);
            if (left != 0)
                NativeMethods.px_inference_leave(left);
        }
    }
}
