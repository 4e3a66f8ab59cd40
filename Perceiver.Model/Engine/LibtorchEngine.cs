using System.Collections.Immutable;
using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>What both engines share: they stand over libtorch, in a process of the same kind.</summary>
internal abstract class LibtorchEngine : IEngine
{
    private readonly Lock gate = new();
    private readonly Lazy<BlasLibrary> blas = new(BlasLibrary.Find);
    private readonly Lazy<DeviceCapabilities> host;
    private readonly Lazy<DeviceCapabilities> elsewhere;
    private bool processIsSet;

    protected LibtorchEngine()
    {
        // The list: kinds of devices are told apart here.
        host = new(() =>
            new DeviceCapabilities
            {
                HostMemory = true,
                SideBySide = true,
                FusedAttention = FusesAttention ? [ScalarType.Float32, ScalarType.Float64] : [],
                FusedLayers = FusesLayers ? [ScalarType.Float32, ScalarType.Float64] : [],
                FusedUpdates = FusesUpdates ? [ScalarType.Float32, ScalarType.Float64] : [],
            }
        );
        elsewhere = new(() =>
            new DeviceCapabilities
            {
                ScaledDotProduct = HasScaledDotProduct,
                Tf32 = true,
                ListOperators = Lists is not null,
                StepsPerReading = 10,
                ResidentBytes = int.MaxValue,
            }
        );
    }

    public abstract string Name { get; }

    public abstract string LibtorchVersion { get; }

    public string? Blas => blas.Value.Path;

    public int Threads => get_num_threads();

    public void Start(EngineOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        lock (gate)
        {
            if (!processIsSet)
            {
                // Before anything large is allocated: what was mapped by then keeps being mapped and unmapped.
                ProcessMemory.KeepFreedMemory();
                ProcessThreads.SleepSoon();
                processIsSet = true;
            }
            // Loads libtorch, and with it the BLAS that is looked for next. TorchSharp looks for its native library in
            // more places when it is asked for a device than when a function is called.
            InitializeDeviceType(DeviceType.CPU);
            _ = get_num_threads();
            blas.Value.SetThreads(options.Threads);
            set_num_threads(options.Threads);
            KeepBlocks();
            SetOneCaller(options.OneCaller);
            SetUpdateThreads(options.UpdateThreads);
            SetTf32(options.Tf32);
        }
    }

    public EngineFacts Inspect()
    {
        var problems = ImmutableArray.CreateBuilder<EngineProblem>();
        problems.AddRange(BuildProblems());
        var threads = 0;
        try
        {
            threads = Threads;
        }
        catch (Exception error)
            when (error
                    is DllNotFoundException
                        or TypeInitializationException
                        or EntryPointNotFoundException
                        or NotSupportedException
            )
        {
            problems.Add(EngineProblems.CannotLoad(error, LoadMend));
        }
        var loaded = threads > 0;
        var library = loaded ? blas.Value : BlasLibrary.None;
        problems.AddRange(EngineProblems.Slow(library.Kind, library.Path, X86Base.IsSupported, Avx2.IsSupported));
        return new EngineFacts(
            Name,
            loaded ? LibtorchVersion : "unknown",
            loaded ? LoadedLibraries.Find("libtorch_cpu") : null,
            library.Path,
            library.Kind,
            library.Threads,
            threads,
            Environment.ProcessorCount,
            EngineProblems.Features(
                ("AVX2", Avx2.IsSupported),
                ("FMA", Fma.IsSupported),
                ("AVX512F", Avx512F.IsSupported)
            ),
            Compiler,
            problems.ToImmutable()
        )
        {
            LibtorchOrigin = loaded ? Origin : "",
        };
    }

    public DeviceCapabilities Can(Device device) => device.type == DeviceType.CPU ? host.Value : elsewhere.Value;

    public CudaFacts InspectCuda()
    {
        var (driver, lookedForDriver) = CudaDriver.Find();
        try
        {
            var problem = LoadCuda();
            var devices = problem is null ? cuda.device_count() : 0;
            var looked =
                problem ?? (devices > 0 ? "libtorch's CUDA part: loaded" : "libtorch's CUDA part: it counts no device");
            return new(devices, problem is null ? CudaVersion : null, driver, [looked, lookedForDriver]);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return new(0, null, driver, [$"libtorch's CUDA part: {EngineProblems.FirstLine(error)}", lookedForDriver]);
        }
    }

    public abstract Tensor Gelu(Tensor x);

    public abstract bool FusesLayers { get; }

    public abstract Tensor Norm(Tensor x, NormParameters p, double epsilon);

    public abstract (Tensor Sum, Tensor Normed) SumAndNorm(Tensor left, Tensor right, NormParameters p, double epsilon);

    public abstract Tensor BiasGelu(Tensor x, Tensor? bias);

    public abstract bool FusesUpdates { get; }

    public abstract void Update(
        FusedUpdateRule rule,
        LeafLists before,
        IReadOnlyList<Tensor> gradients,
        LeafLists after
    );

    public abstract bool Recomputes { get; }

    public abstract Tensor Recompute(Func<IReadOnlyList<Tensor>, Tensor> function, IReadOnlyList<Tensor> arguments);

    public abstract bool FusesAttention { get; }

    public abstract IListOperators? Lists { get; }

    public abstract bool HasScaledDotProduct { get; }

    public abstract Tensor ScaledDotProduct(Tensor queries, Tensor keys, Tensor values, AttentionWeighing options);

    public abstract Tensor Attention(
        Tensor queries,
        Tensor keys,
        Tensor values,
        Tensor? mask,
        AttentionWeighing options
    );

    /// <summary>Where the libtorch was found that this engine was built against.</summary>
    protected abstract string Origin { get; }

    /// <summary>Loads libtorch's CUDA part; a clause that says why it could not be, or null.</summary>
    protected abstract string? LoadCuda();

    /// <summary>The CUDA that libtorch was built with, where it tells.</summary>
    protected abstract string? CudaVersion { get; }

    /// <summary>Lets float32 products read 19 of the bits, where the device has such products.</summary>
    protected abstract void SetTf32(bool allowed);

    /// <summary>How many threads <see cref="IEngine.Update"/> uses.</summary>
    protected abstract void SetUpdateThreads(int count);

    /// <summary>Lets freed memory of large tensors wait for tensors of the same size, where this build can.</summary>
    protected abstract void KeepBlocks();

    /// <summary>Tells operators of the engine's own whether the BLAS is theirs while they run.</summary>
    protected abstract void SetOneCaller(bool value);

    /// <summary>The C++ compiler found, where this engine needs one.</summary>
    protected abstract string? Compiler { get; }

    /// <summary>The line that makes libtorch loadable.</summary>
    protected abstract string LoadMend { get; }

    /// <summary>What is missing for building this engine.</summary>
    protected abstract IEnumerable<EngineProblem> BuildProblems();
}
