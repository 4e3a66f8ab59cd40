using System.Runtime.InteropServices;

namespace Perceiver.Model;

/// <summary>The C library's allocator, which libtorch uses for tensors.</summary>
internal static partial class ProcessMemory
{
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MmapThreshold = -3;

    /// <summary>
    /// Keeps freed memory in the process. By default every block over 32 MB is mapped anew and given back when it is
    /// freed, and each of its pages faults again at the next step: a relu over 64 MB takes 52 ms instead of 8.
    /// Does nothing where the C library has no such setting.
    /// </summary>
    public static void KeepFreedMemory()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = Set(MmapThreshold, 1 << 30);
            _ = Set(TrimThreshold, int.MaxValue);
            _ = Set(TopPad, 1 << 26);
        }
        catch (EntryPointNotFoundException)
        {
            // A C library without mallopt (musl before 1.2): slower, not wrong.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int Set(int parameter, int value);
}
