using System.Diagnostics;

namespace Perceiver.Data;

/// <summary>Grey to RGB and back.</summary>
internal static class ImageChannels
{
    /// <summary>The image with so many channels; itself where it has them.</summary>
    public static DecodedImage Convert(DecodedImage image, int channels) =>
        image.Channels == channels
            ? image
            : image with
            {
                Pixels = Convert(image.Pixels.Span, image.Channels, channels),
                Channels = channels,
            };

    /// <summary>All images with so many channels; the set itself where they have them.</summary>
    public static ImageSet Convert(ImageSet set, int channels) =>
        set.Channels == channels
            ? set
            : set with
            {
                Pixels = Convert(set.Pixels.Span, set.Channels, channels),
                Channels = channels,
            };

    private static byte[] Convert(ReadOnlySpan<byte> pixels, int from, int to) =>
        (from, to) switch
        {
            (1, 3) => Repeat(pixels),
            (3, 1) => Luma(pixels),
            _ => throw new UnreachableException($"{from} channels to {to}"),
        };

    private static byte[] Repeat(ReadOnlySpan<byte> grey)
    {
        var pixels = new byte[grey.Length * 3];
        for (var i = 0; i < grey.Length; i++)
        {
            pixels[3 * i] = pixels[(3 * i) + 1] = pixels[(3 * i) + 2] = grey[i];
        }

        return pixels;
    }

    /// <summary>Rec. 601 luma, 0.299 R + 0.587 G + 0.114 B in 16-bit fixed point, rounded to nearest.</summary>
    private static byte[] Luma(ReadOnlySpan<byte> rgb)
    {
        var pixels = new byte[rgb.Length / 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            var sum = (19595 * rgb[3 * i]) + (38470 * rgb[(3 * i) + 1]) + (7471 * rgb[(3 * i) + 2]);
            pixels[i] = (byte)((sum + 0x8000) >> 16);
        }

        return pixels;
    }
}
