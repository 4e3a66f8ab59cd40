using Perceiver.Config;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>
/// The engine started for one command. Shards run on threads of the program's own; each of them has so many of the
/// engine's threads that all together use what was asked for.
/// </summary>
public sealed class Machine : IDisposable
{
    private Machine(Workers workers, Device? device) => (Workers, Device) = (workers, device);

    /// <summary>The threads.</summary>
    public Workers Workers { get; }

    /// <summary>Where tensors go; null means the CPU.</summary>
    public Device? Device { get; }

    /// <summary>Starts the engine.</summary>
    /// <param name="config">Its number of shards decides how threads are used.</param>
    /// <param name="threads">How many threads; null means all of the machine's.</param>
    /// <param name="device">The device's name; null means the CPU.</param>
    public static Machine Start(PerceiverConfig config, int? threads, string? device)
    {
        var all = threads ?? Environment.ProcessorCount;
        var shards = config.Training.Shards;
        var workers = Math.Min(all, shards);
        Engine.Current.Start(new EngineOptions(Math.Max(1, all / shards), OneCaller: workers == 1));
        return new Machine(new Workers(workers), FindDevice(device));
    }

    /// <inheritdoc/>
    public void Dispose() => Workers.Dispose();

    private static Device? FindDevice(string? name)
    {
        if (name is null or "cpu")
        {
            return null;
        }

        var isCuda =
            name == "cuda" || (name.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(name[5..], out _));
        if (!isCuda)
        {
            throw CommandFailure.Usage($"--device wants cpu, cuda or cuda:N, not '{name}'.");
        }

        return cuda.is_available()
            ? device(name)
            : throw new CommandFailure($"--device {name}: this build's libtorch finds no CUDA device; use cpu.");
    }
}
