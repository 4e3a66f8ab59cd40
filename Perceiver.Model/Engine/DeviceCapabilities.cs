using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// What can be done on a device. Kinds of devices are told apart where such a list is made, and where a command's words
/// become a device; everything else asks the list.
/// </summary>
public sealed record DeviceCapabilities
{
    /// <summary>Whether the program itself can read and write a tensor's memory.</summary>
    public bool HostMemory { get; init; }

    /// <summary>
    /// Bytes of images that may be kept there, so that batches are made there; 0 where they are made in memory.
    /// </summary>
    public long ResidentBytes { get; init; }

    /// <summary>Whether threads that each have a shard are faster than one after the other.</summary>
    public bool SideBySide { get; init; }

    /// <summary>Types of numbers that <see cref="IEngine.Attention"/> takes.</summary>
    public ImmutableArray<ScalarType> FusedAttention { get; init; } = [];

    /// <summary>
    /// Types of numbers that <see cref="IEngine.Norm"/>, <see cref="IEngine.SumAndNorm"/> and <see cref="IEngine.BiasGelu"/>
    /// take.
    /// </summary>
    public ImmutableArray<ScalarType> FusedLayers { get; init; } = [];

    /// <summary>Types of numbers that <see cref="IEngine.Update"/> takes.</summary>
    public ImmutableArray<ScalarType> FusedUpdates { get; init; } = [];

    /// <summary>Whether <see cref="IEngine.ScaledDotProduct"/> is there and faster than its parts.</summary>
    public bool ScaledDotProduct { get; init; }

    /// <summary>Whether there are float32 products that read 19 of the bits.</summary>
    public bool Tf32 { get; init; }

    /// <summary>Whether one operator over a list of tensors is faster than one for each.</summary>
    public bool ListOperators { get; init; }

    /// <summary>After how many steps their figures are read; reading makes the program wait for the device.</summary>
    public int StepsPerReading { get; init; } = 1;
}
