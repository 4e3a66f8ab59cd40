using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>
/// One change of an image with all chance drawn; a closed union. <see cref="PixelChanges"/> does it to an image in memory,
/// <see cref="DeviceChanges"/> to many on a device.
/// </summary>
internal abstract record PixelChange
{
    private PixelChange() { }

    /// <summary>Nothing changes.</summary>
    public static PixelChange Nothing { get; } = new None();

    /// <summary>The image stays as it is.</summary>
    public sealed record None : PixelChange;

    /// <summary>Left and right change places.</summary>
    public sealed record Mirror : PixelChange;

    /// <summary>New pixel (y, x) is old pixel (y + <paramref name="Down"/>, x + <paramref name="Right"/>).</summary>
    public sealed record Shift(int Down, int Right, PaddingMode Mode) : PixelChange;

    /// <summary>A zoom about the middle; above 1 more than the image is seen.</summary>
    public sealed record Zoom(double Height, double Width) : PixelChange;

    /// <summary>A part, resized to the whole.</summary>
    public sealed record Enlarge(Box Part) : PixelChange;

    /// <summary>Each new pixel looked up where the map says.</summary>
    public sealed record Bend(PixelMap Map, PaddingMode Mode) : PixelChange;

    /// <summary>A part made black.</summary>
    public sealed record Clear(Box Part) : PixelChange;

    /// <summary>Every value times a factor.</summary>
    public sealed record Brightness(double Factor) : PixelChange;

    /// <summary>Away from the mean of the grey image.</summary>
    public sealed record Contrast(double Factor) : PixelChange;

    /// <summary>Away from each pixel's grey.</summary>
    public sealed record Saturation(double Factor) : PixelChange;

    /// <summary>The hue turned by a share of the circle.</summary>
    public sealed record Hue(double Turn) : PixelChange;

    /// <summary>Away from the blurred image.</summary>
    public sealed record Sharpness(double Factor) : PixelChange;

    /// <summary>So many of the upper bits kept.</summary>
    public sealed record Posterize(int Bits) : PixelChange;

    /// <summary>Values from a threshold on turned into their opposites.</summary>
    public sealed record Solarize(double Threshold) : PixelChange;

    /// <summary>Each channel stretched to the whole range.</summary>
    public sealed record AutoContrast : PixelChange;

    /// <summary>Each channel's values made evenly frequent.</summary>
    public sealed record Equalize : PixelChange;
}
