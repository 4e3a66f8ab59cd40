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
    private Machine(Workers workers, Device device, string? note) => (Workers, Device, Note) = (workers, device, note);

    /// <summary>The threads.</summary>
    public Workers Workers { get; }

    /// <summary>Where tensors go.</summary>
    public Device Device { get; }

    /// <summary>What whoever asked should know of it, or null.</summary>
    public string? Note { get; }

    /// <summary>Threads that prepare batches; those that a device leaves free do nothing else.</summary>
    public int Preparers { get; private init; } = 1;

    /// <summary>What can be done there.</summary>
    public DeviceCapabilities Can => Engine.Current.Can(Device);

    /// <summary>Starts the engine.</summary>
    /// <param name="config">Its number of shards decides how threads are used.</param>
    /// <param name="threads">How many threads; null means all of the machine's.</param>
    /// <param name="choice">The device; null means the CPU.</param>
    /// <exception cref="CommandFailure">There is no such device.</exception>
    public static Machine Start(PerceiverConfig config, int? threads, DeviceChoice? choice)
    {
        var engine = Engine.Current;
        var all = threads ?? Environment.ProcessorCount;
        var shards = config.Training.Shards;
        var device = (choice ?? new DeviceChoice.Cpu()).Find(engine.InspectCuda, Libtorch);
        var can = engine.Can(device);
        var workers = can.SideBySide ? Math.Min(all, shards) : 1;
        var isTf32 = config.Training.Precision == Precision.Tf32;
        engine.Start(
            new EngineOptions(
                Math.Max(1, all / shards),
                OneCaller: workers == 1,
                UpdateThreads: all,
                Tf32: isTf32 && can.Tf32
            )
        );
        string?[] notes =
        [
            choice is DeviceChoice.Auto ? $"--device auto: {device}" : null,
            isTf32 && !can.Tf32
                ? $"training.precision is tf32: {device} has no such products and computes in float32"
                : null,
            config.Training.Recompute != Recompute.Nothing && !engine.Recomputes
                ? "training.recompute: gradient checkpointing is not in this build, and blocks keep what they made"
                : null,
        ];
        var note = string.Join("; ", notes.Where(one => one is not null));
        return new Machine(new Workers(workers), device, note.Length > 0 ? note : null)
        {
            Preparers = can.SideBySide ? 1 : Math.Max(1, all - 1),
        };

        string Libtorch()
        {
            var facts = engine.Inspect();
            return $"{facts.LibtorchVersion}, {(facts.LibtorchOrigin.Length > 0 ? facts.LibtorchOrigin : facts.LibtorchPath)}";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Workers.Dispose();
}
