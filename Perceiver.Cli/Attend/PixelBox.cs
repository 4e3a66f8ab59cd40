namespace Perceiver.Cli;

/// <summary>A rectangle of an image.</summary>
/// <param name="Top">Its first row.</param>
/// <param name="Left">Its first column.</param>
/// <param name="Height">How many rows; 0 for what lies outside the image.</param>
/// <param name="Width">How many columns.</param>
public readonly record struct PixelBox(int Top, int Left, int Height, int Width);
