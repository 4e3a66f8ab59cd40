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
)
{
    /// <summary>How many images there are.</summary>
    public int Count => Labels.Length;

    /// <summary>Bytes of one image.</summary>
    public int ImageSize => Height * Width * Channels;

    /// <summary>The bytes of image <paramref name="index"/>, <c>[height, width, channels]</c>.</summary>
    public ReadOnlySpan<byte> Image(int index) => Pixels.Span.Slice(index * ImageSize, ImageSize);
}
