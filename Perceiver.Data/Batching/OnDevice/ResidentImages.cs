using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Data;

/// <summary>
/// The bytes of a set's images on a device, so that batches are gathered, augmented and normalised there: a step sends
/// it numbers of images and of changes, not pixels.
/// </summary>
public sealed class ResidentImages : IDisposable
{
    private ResidentImages(Tensor pixels) => Pixels = pixels;

    /// <summary>The images as they are stored, uint8, <c>[count, height, width, channels]</c>.</summary>
    internal Tensor Pixels { get; }

    /// <summary>Brings a set's images to a device.</summary>
    /// <exception cref="ArgumentException">There are no images.</exception>
    public static ResidentImages Of(ImageSet set, Device device)
    {
        if (set.Count == 0)
        {
            throw new ArgumentException("there are no images", nameof(set));
        }

        using var scope = NewDisposeScope();
        var host = empty([set.Count, set.Height, set.Width, set.Channels], ScalarType.Byte);
        set.Pixels.Span[..((int)Math.Min(int.MaxValue, (long)set.Count * set.ImageSize))].CopyTo(host.bytes);
        return new(host.to(device, copy: true).DetachFromDisposeScope());
    }

    /// <inheritdoc/>
    public void Dispose() => Pixels.Dispose();
}
