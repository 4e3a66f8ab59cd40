using Perceiver.Data;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>The images that steps and validations read, on the device; null where batches are made in memory.</summary>
internal sealed record ResidentData(ResidentImages? Train, ResidentImages? Validation) : IDisposable
{
    /// <summary>All batches are made in memory.</summary>
    public static ResidentData None { get; } = new(null, null);

    /// <summary>Brings images to a device, if both sets of them have no more than so many bytes.</summary>
    public static ResidentData Of(DataSplits data, Device device, long bytes) =>
        Bytes(data.Train) is > 0 and var train && train + Bytes(data.Validation) <= bytes
            ? new(Brought(data.Train, device), Brought(data.Validation, device))
            : None;

    /// <inheritdoc/>
    public void Dispose()
    {
        Train?.Dispose();
        Validation?.Dispose();
    }

    private static long Bytes(ExampleSet set) => set is ImageSet images ? images.Pixels.Length : 0;

    private static ResidentImages? Brought(ExampleSet set, Device device) =>
        set is ImageSet { Count: > 0 } images ? ResidentImages.Of(images, device) : null;
}
