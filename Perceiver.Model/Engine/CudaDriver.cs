using System.Globalization;
using System.Runtime.InteropServices;

namespace Perceiver.Model;

/// <summary>NVIDIA's driver, asked directly: libtorch only counts zero devices where it is missing or too old.</summary>
internal static unsafe class CudaDriver
{
    private const string Library = "libcuda.so.1";

    /// <summary>The newest CUDA that it serves, or null, and what came of looking for it.</summary>
    public static (string? Version, string Looked) Find()
    {
        if (!NativeLibrary.TryLoad(Library, out var library))
        {
            return (null, $"NVIDIA's driver: no {Library}");
        }

        if (
            !NativeLibrary.TryGetExport(library, "cuInit", out var start)
            || !NativeLibrary.TryGetExport(library, "cuDriverGetVersion", out var ask)
        )
        {
            return (null, $"NVIDIA's driver: {Library} is not a driver");
        }

        int number;
        if (((delegate* unmanaged<int*, int>)ask)(&number) != 0)
        {
            return (null, $"NVIDIA's driver: {Library} does not tell its version");
        }

        return Found(number, ((delegate* unmanaged<uint, int>)start)(0));
    }

    /// <summary>What a driver says of itself.</summary>
    /// <param name="number">As it counts its versions.</param>
    /// <param name="error">What starting it returned; 0 where it starts.</param>
    public static (string Version, string Looked) Found(int number, int error)
    {
        var version = Version(number);
        var looked = $"NVIDIA's driver: for CUDA {version}";
        return (version, error == 0 ? looked : $"{looked}, and it does not start (error {error})");
    }

    /// <summary>13000 is 13.0.</summary>
    public static string Version(long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number / 1000}.{number % 1000 / 10}");
}
