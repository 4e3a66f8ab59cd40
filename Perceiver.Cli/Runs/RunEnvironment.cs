using System.Runtime.InteropServices;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>What a run, or a part of it, ran on.</summary>
/// <param name="System">The operating system.</param>
/// <param name="Processor">The processor's name, or its architecture where the system does not tell.</param>
/// <param name="Processors">How many the process may use.</param>
/// <param name="MemoryBytes">Memory that the process may use.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Engine">Which engine was built in.</param>
/// <param name="Libtorch">Version of libtorch.</param>
/// <param name="Blas">Which library multiplies matrices.</param>
/// <param name="CpuFeatures">Vector instructions that matter.</param>
/// <param name="Device">Where tensors live.</param>
/// <param name="Workers">Threads of the program's own.</param>
/// <param name="EngineThreads">The engine's threads for each of them.</param>
public sealed record RunEnvironment(
    string System,
    string Processor,
    int Processors,
    long MemoryBytes,
    string Runtime,
    string Engine,
    string Libtorch,
    string Blas,
    string CpuFeatures,
    string Device,
    int Workers,
    int EngineThreads
)
{
    /// <summary>What this process runs on.</summary>
    public static RunEnvironment Of(Machine machine)
    {
        var facts = Perceiver.Model.Engine.Current.Inspect();
        return new RunEnvironment(
            RuntimeInformation.OSDescription,
            ProcessorName(),
            facts.Processors,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            RuntimeInformation.FrameworkDescription,
            facts.Engine,
            facts.LibtorchVersion,
            facts.BlasKind.ToString(),
            facts.CpuFeatures,
            machine.Device.ToString(),
            machine.Workers.Count,
            facts.Threads
        );
    }

    private static string ProcessorName()
    {
        const string Info = "/proc/cpuinfo";
        var architecture = RuntimeInformation.ProcessArchitecture.ToString();
        if (!File.Exists(Info))
        {
            return architecture;
        }

        var line = File.ReadLines(Info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return line?.Split(':', 2)[^1].Trim() is { Length: > 0 } name ? name : architecture;
    }
}
