using System.Collections.Immutable;

namespace Perceiver.Data;

/// <summary>Labelled images of one size, held as bytes.</summary>
/// <param name="Pixels">Values 0..255, <c>[count, height, width, channels]</c>, row-major.</param>
/// <param name="Height">Rows of each image.</param>
/// <param name="Width">Columns of each image.</param>
/// <param name="Channels">1 (grey) or 3 (red, green, blue).</param>
/// <param name="Labels">The class of each image, from 0.</param>
/// <param name="Names">Where each image came from (a file name); empty where the data set has no names.</param>
public sealed record ImageSet(
    ReadOnlyMemory<byte> Pixels,
    int Height,
    int Width,
    int Channels,
    ImmutableArray<int> Labels,
    ImmutableArray<string> Names
) : ExampleSet
{
    /// <summary>The class of each pixel, <c>[count, height, width]</c>, where the data set knows them; otherwise empty.</summary>
    public ReadOnlyMemory<byte> PixelClasses { get; init; }

    /// <inheritdoc/>
    public override int Count => Labels.Length;

    /// <summary>Bytes of one image.</summary>
    public int ImageSize => Height * Width * Channels;

    /// <summary>The bytes of image <paramref name="index"/>, <c>[height, width, channels]</c>.</summary>
    public ReadOnlySpan<byte> Image(int index) => Pixels.Span.Slice(index * ImageSize, ImageSize);

    /// <summary>Which classes but the first, the background, image <paramref name="index"/> shows at some pixel: 1, or 0.</summary>
    public float[] LabelsOf(int index, int labels)
    {
        var shown = new float[labels];
        foreach (var one in ClassesOf(index))
        {
            if (one > 0)
            {
                shown[one - 1] = 1;
            }
        }

        return shown;
    }

    /// <summary>The classes of the pixels of image <paramref name="index"/>, <c>[height, width]</c>.</summary>
    public ReadOnlySpan<byte> ClassesOf(int index) => PixelClasses.Span.Slice(index * Height * Width, Height * Width);
}
