using System.Runtime.InteropServices;

namespace Perceiver.Model;

/// <summary>How threads of the process wait for work.</summary>
internal static partial class ProcessThreads
{
    /// <summary>Where GNU's OpenMP, libtorch's pool, reads how long a thread looks for work before it sleeps.</summary>
    public const string Spins = "GOMP_SPINCOUNT";

    /// <summary>Some microseconds, enough for the next operator of a chain.</summary>
    public const string Brief = "1000";

    private const string Policy = "OMP_WAIT_POLICY";

    /// <summary>
    /// Lets libtorch's threads sleep soon. By default they look for work for milliseconds, on the processors that the BLAS'
    /// own threads wait for (docs/performance.md says what that costs). Has to come before libtorch is loaded. What the
    /// user has set stays.
    /// </summary>
    public static void SleepSoon()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Policy) is not null)
            return;

        // The runtime's own copy of the environment is not what native libraries read.
        _ = SetEnvironment(Spins, Brief, overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
