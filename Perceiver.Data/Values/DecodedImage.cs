namespace Perceiver.Data;

/// <summary>One image as bytes.</summary>
/// <param name="Pixels">Values 0..255, <c>[height, width, channels]</c>, row-major.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">1 (grey) or 3 (red, green, blue).</param>
public sealed record DecodedImage(ReadOnlyMemory<byte> Pixels, int Height, int Width, int Channels);
