using System.Globalization;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>Where a command shall compute, as its words say. What it becomes is a device, and the rest of the program takes that.</summary>
public abstract record DeviceChoice
{
    private DeviceChoice() { }

    /// <summary>The processor.</summary>
    public sealed record Cpu : DeviceChoice
    {
        /// <inheritdoc/>
        public override string ToString() => "cpu";
    }

    /// <summary>An NVIDIA GPU, by its number.</summary>
    public sealed record Cuda(int Index) : DeviceChoice
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"cuda:{Index}");
    }

    /// <summary>The first GPU if there is one, else the processor.</summary>
    public sealed record Auto : DeviceChoice
    {
        /// <inheritdoc/>
        public override string ToString() => "auto";
    }

    /// <summary>What the words mean; null where they mean nothing.</summary>
    public static DeviceChoice? Parse(string words) =>
        words switch
        {
            "cpu" => new Cpu(),
            "auto" => new Auto(),
            "cuda" => new Cuda(0),
            _ when words.StartsWith("cuda:", StringComparison.Ordinal) && Number(words[5..]) is { } index => new Cuda(
                index
            ),
            _ => null,
        };

    /// <summary>The choice that a file holds; null where it holds none.</summary>
    public static DeviceChoice? Written(string? words) => words is null ? null : Parse(words);

    /// <summary>The device, which is there. What was asked for is never replaced by something else.</summary>
    /// <param name="inspect">Says what there is of CUDA; not asked where that is not wanted.</param>
    /// <param name="libtorch">Which libtorch it is, in a clause.</param>
    /// <exception cref="CommandFailure">There is no such device; says what was looked for.</exception>
    public Device Find(Func<CudaFacts> inspect, Func<string> libtorch)
    {
        if (this is Cpu)
        {
            return CPU;
        }

        var facts = inspect();
        return this switch
        {
            Auto => facts.Devices > 0 ? device("cuda:0") : CPU,
            Cuda wanted when wanted.Index < facts.Devices => device(wanted.ToString()),
            _ when facts.Devices > 0 => throw new CommandFailure(
                $"--device {this}: there is no such device; cuda:0 to cuda:{facts.Devices - 1} are there."
            ),
            _ => throw new CommandFailure(
                $"--device {this}: no CUDA device can be used. Looked for: {string.Join("; ", facts.Looked)}. "
                    + $"{Mismatch(facts)}The engine's libtorch: {libtorch()}. It takes NVIDIA's driver and an engine "
                    + "built against a libtorch with CUDA (LIBTORCH names its folder); --device cpu always works."
            ),
        };
    }

    private static string Mismatch(CudaFacts facts) =>
        Version.TryParse(facts.Libtorch, out var wanted)
        && Version.TryParse(facts.Driver, out var served)
        && wanted > served
            ? $"The driver is too old: it serves CUDA {facts.Driver}, and libtorch was built for {facts.Libtorch}. "
            : "";

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
