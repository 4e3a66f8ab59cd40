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
    private bool memoryIsSet;

    public abstract string Name { get; }

    public abstract string LibtorchVersion { get; }

    public string? Blas => blas.Value.Path;

    public int Threads => get_num_threads();

    public void Start(EngineOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        lock (gate)
        {
            if (!memoryIsSet)
            {
                // Before anything large is allocated: what was mapped by then keeps being mapped and unmapped.
                ProcessMemory.KeepFreedMemory();
                memoryIsSet = true;
            }
            // Loads libtorch, and with it the BLAS that is looked for next. TorchSharp looks for its native library in
            // more places when it is asked for a device than when a function is called.
            InitializeDeviceType(DeviceType.CPU);
            _ = get_num_threads();
            blas.Value.SetThreads(options.Threads);
            set_num_threads(options.Threads);
            SetOneCaller(options.OneCaller);
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
            problems.Add(new EngineProblem($"libtorch cannot be loaded: {FirstLine(error)}.", LoadMend, Fatal: true));
        }
        var loaded = threads > 0;
        var library = loaded ? blas.Value : BlasLibrary.None;
        if (library.Kind == BlasKind.Reference)
        {
            problems.Add(
                new EngineProblem(
                    $"Matrix products go to the reference BLAS ({library.Path}), which is many times slower than OpenBLAS.",
                    "apt-get install libopenblas0-pthread",
                    Fatal: false
                )
            );
        }
        if (System.Runtime.Intrinsics.X86.X86Base.IsSupported && !Avx2.IsSupported)
            problems.Add(new EngineProblem("This processor has no AVX2; training will be slow.", null, Fatal: false));
        return new EngineFacts(
            Name,
            loaded ? LibtorchVersion : "unknown",
            loaded ? LoadedLibraries.Find("libtorch_cpu") : null,
            library.Path,
            library.Kind,
            library.Threads,
            threads,
            Environment.ProcessorCount,
            CpuFeatures(),
            Compiler,
            problems.ToImmutable()
        );
    }

    public abstract Tensor Gelu(Tensor x);

    public abstract bool FusesAttention { get; }

    public abstract Tensor Attention(
        Tensor queries,
        Tensor keys,
        Tensor values,
        Tensor? mask,
        AttentionWeighing options
    );

    /// <summary>Tells operators of the engine's own whether the BLAS is theirs while they run.</summary>
    protected abstract void SetOneCaller(bool value);

    /// <summary>The C++ compiler found, where this engine needs one.</summary>
    protected abstract string? Compiler { get; }

    /// <summary>The line that makes libtorch loadable.</summary>
    protected abstract string LoadMend { get; }

    /// <summary>What is missing for building this engine.</summary>
    protected abstract IEnumerable<EngineProblem> BuildProblems();

    private static string CpuFeatures()
    {
        (string Name, bool Has)[] features =
        [
            ("AVX2", Avx2.IsSupported),
            ("FMA", Fma.IsSupported),
            ("AVX512F", Avx512F.IsSupported),
        ];
        var present = string.Join(", ", features.Where(each => each.Has).Select(each => each.Name));
        return present.Length == 0 ? "none" : present;
    }

    private static string FirstLine(Exception error) =>
        (error.InnerException ?? error).Message.Split('\n')[0].TrimEnd('.', ' ', '\r');
}
