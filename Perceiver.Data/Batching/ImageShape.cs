namespace Perceiver.Data;

/// <summary>The shape of one image, <c>[height, width, channels]</c>.</summary>
internal readonly record struct ImageShape(int Height, int Width, int Channels)
{
    /// <summary>Values of one row.</summary>
    public int Stride => Width * Channels;

    /// <summary>Values of the image.</summary>
    public int Size => Height * Stride;
}
