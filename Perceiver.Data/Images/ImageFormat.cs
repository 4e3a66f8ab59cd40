namespace Perceiver.Data;

/// <summary>The formats that are decoded.</summary>
internal enum ImageFormat
{
    Png,
    Jpeg,
}
