using System.Runtime.InteropServices;
using Perceiver.Model;
using Xunit;

namespace Perceiver.Properties.Tests.Engines;

/// <summary>How the pool of libtorch waits.</summary>
public sealed partial class ProcessThreadTests
{
    [Fact]
    public void NativeLibrariesSeeThatThreadsShallSleepSoon()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var given = Environment.GetEnvironmentVariable(ProcessThreads.Spins);
        Engine.Current.Start(new EngineOptions(Engine.Current.Threads));
        var seen = Marshal.PtrToStringUTF8(GetEnvironment(ProcessThreads.Spins));
        var isChosen = Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is not null;
        Assert.Equal(given ?? (isChosen ? null : ProcessThreads.Brief), seen);
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetEnvironment(string name);
}
