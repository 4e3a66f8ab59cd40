namespace Perceiver.Data;

/// <summary>Videos of one size, held as bytes, with numbers that are asked about each.</summary>
/// <param name="Pixels">Values 0..255, <c>[count, frames, height, width, channels]</c>, row-major.</param>
/// <param name="Frames">Frames of each video.</param>
/// <param name="Height">Rows of each frame.</param>
/// <param name="Width">Columns of each frame.</param>
/// <param name="Channels">1 (grey) or 3 (red, green, blue).</param>
/// <param name="Wanted">
/// <c>[count, queries, outputs]</c>, row-major: of a flow, for each pixel of the first frame, by how many pixels it goes to the
/// right and down. Empty where nothing is known.
/// </param>
/// <param name="Outputs">Numbers of each query.</param>
public sealed record VideoSet(
    ReadOnlyMemory<byte> Pixels,
    int Frames,
    int Height,
    int Width,
    int Channels,
    ReadOnlyMemory<float> Wanted,
    int Outputs
) : ExampleSet
{
    /// <inheritdoc/>
    public override int Count => Pixels.Length / VideoSize;

    /// <summary>Bytes of one frame.</summary>
    public int FrameSize => Height * Width * Channels;

    /// <summary>Bytes of one video.</summary>
    public int VideoSize => Frames * FrameSize;

    /// <summary>Numbers that are asked about one video.</summary>
    public int WantedSize => Wanted.Length / Math.Max(1, Count);

    /// <summary>The bytes of video <paramref name="index"/>, <c>[frames, height, width, channels]</c>.</summary>
    public ReadOnlySpan<byte> Video(int index) => Pixels.Span.Slice(index * VideoSize, VideoSize);

    /// <summary>A frame of video <paramref name="index"/> as an image.</summary>
    public DecodedImage Frame(int index, int frame) =>
        new(Video(index).Slice(frame * FrameSize, FrameSize).ToArray(), Height, Width, Channels);

    /// <summary>What is asked about video <paramref name="index"/>, <c>[queries, outputs]</c>.</summary>
    public ReadOnlySpan<float> WantedOf(int index) => Wanted.Span.Slice(index * WantedSize, WantedSize);
}
