using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers with a state of its own.</summary>
    public class Generator : IDisposable
    {
        private nint handle;

        public Generator(ulong seed = 0, Device? device = null)
            : this(
                NativeMethods.px_generator_new(seed, (long)(device?.type ?? DeviceType.CPU), device?.index ?? -1),
                device ?? CPU
            ) { }

        private Generator(nint handle, Device device)
        {
            this.handle = handle != 0 ? handle : throw TorchOperationException.From("Generator");
            this.device = device;
        }

        ~Generator() => Dispose(false);

        public static Generator Default => new(NativeMethods.px_generator_default(), CPU);

        public IntPtr Handle => handle;

        public Device device { get; }

        public Tensor get_state() => new(NativeMethods.px_generator_state(handle));

        public void set_state(Tensor value)
        {
            if (NativeMethods.px_generator_set_state(handle, value.Handle) < 0)
                throw TorchOperationException.From("Generator.set_state", value);
        }

        public Generator manual_seed(long seed)
        {
            NativeMethods.px_generator_seed(handle, (ulong)seed);
            return this;
        }

        public long initial_seed() => (long)NativeMethods.px_generator_initial_seed(handle);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var released = Interlocked.Exchange(ref handle, 0);
            if (released != 0)
                NativeMethods.px_generator_free(released);
        }
    }

    /// <summary>The default generator's state.</summary>
    public static class random
    {
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static long initial_seed()
        {
            using var generator = Generator.Default;
            return generator.initial_seed();
        }

        public static Tensor get_rng_state()
        {
            using var generator = Generator.Default;
            return generator.get_state();
        }

        public static void set_rng_state(Tensor new_state)
        {
            using var generator = Generator.Default;
            generator.set_state(new_state);
        }
    }

    public static Generator manual_seed(long seed) => Generator.Default.manual_seed(seed);

    public static Tensor get_rng_state() => random.get_rng_state();

    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);
}
