using System.Runtime.InteropServices;

namespace Perceiver.Model;

/// <summary>
/// The BLAS behind libtorch: on Debian, whatever <c>libblas.so.3</c> points at. It is found among the loaded
/// libraries, so that the answer is what runs and not what is installed.
/// </summary>
internal sealed unsafe class BlasLibrary
{
    private readonly delegate* unmanaged<int, void> setThreads;
    private readonly delegate* unmanaged<int> getThreads;

    private BlasLibrary(string? path, BlasKind kind)
    {
        Path = path;
        Kind = kind;
        if (kind != BlasKind.OpenBlas || !NativeLibrary.TryLoad(path!, out var library))
            return;
        if (NativeLibrary.TryGetExport(library, "openblas_set_num_threads", out var set))
            setThreads = (delegate* unmanaged<int, void>)set;
        if (NativeLibrary.TryGetExport(library, "openblas_get_num_threads", out var get))
            getThreads = (delegate* unmanaged<int>)get;
    }

    /// <summary>No BLAS was found.</summary>
    public static BlasLibrary None { get; } = new(null, BlasKind.Unknown);

    /// <summary>Where it lies.</summary>
    public string? Path { get; }

    /// <summary>What it is.</summary>
    public BlasKind Kind { get; }

    /// <summary>Its threads, where it tells.</summary>
    public int? Threads => getThreads == null ? null : getThreads();

    /// <summary>Sets its threads, where it can.</summary>
    public void SetThreads(int count)
    {
        if (setThreads != null)
            setThreads(count);
    }

    /// <summary>Looks for it; libtorch must be loaded by then.</summary>
    public static BlasLibrary Find()
    {
        string[] ours = ["libopenblas", "libblas", "libmkl_core", "libblis", "libcblas"];
        // OpenBLAS comes first: Debian's libblas.so.3 may be a small door in front of libopenblas.so.0.
        var found = ours.Select(LoadedLibraries.Find).FirstOrDefault(path => path is not null);
        return found is null ? None : new BlasLibrary(found, KindOf(found));
    }

    /// <summary>What lies at a path, by its names: <c>/usr/lib/x86_64-linux-gnu/blas/libblas.so.3</c> is the reference.</summary>
    public static BlasKind KindOf(string path)
    {
        if (path.Contains("openblas", StringComparison.Ordinal))
            return BlasKind.OpenBlas;
        var folder = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path));
        var isPlain = System.IO.Path.GetFileName(path).StartsWith("libblas", StringComparison.Ordinal);
        return isPlain && folder is "blas" or "lib" or "lib64" ? BlasKind.Reference : BlasKind.Other;
    }
}
