using System.Runtime.InteropServices;
using LanguageExt;

namespace Perceiver.Data;

/// <summary>PNG through libpng's simplified interface (png.h, "png_image").</summary>
internal static unsafe class PngCodec
{
    private const uint Version = 1;
    private const uint Rgb = 2;
    private const uint Grey = 0;
    private const uint SixteenBitSrgb = 4;

    /// <summary>
    /// Decodes to grey or RGB, as the file is; palettes, 16 bits and interlacing are resolved, and what is transparent
    /// stands on white. A fault of the file comes back as libpng's own words.
    /// </summary>
    public static Either<string, DecodedImage> Decode(ReadOnlySpan<byte> file)
    {
        NativeImageLibraries.Ensure();
        var image = new PngImage { Version = Version };
        try
        {
            fixed (byte* bytes = file)
            {
                if (png_image_begin_read_from_memory(&image, bytes, (nuint)file.Length) == 0)
                {
                    return Message(image);
                }

                // 16-bit files without a gamma chunk are sRGB-encoded in practice; libpng would take them as linear.
                image.Flags |= SixteenBitSrgb;
                image.Format = (image.Format & Rgb) != 0 ? Rgb : Grey;
                var channels = image.Format == Rgb ? 3 : 1;
                var pixels = new byte[(long)image.Width * image.Height * channels];
                var white = stackalloc byte[] { 255, 255, 255 };
                fixed (byte* target = pixels)
                {
                    return png_image_finish_read(&image, white, target, 0, null) == 0
                        ? Message(image)
                        : new DecodedImage(pixels, (int)image.Height, (int)image.Width, channels);
                }
            }
        }
        finally
        {
            png_image_free(&image);
        }
    }

    /// <summary>Encodes an image of one or three channels.</summary>
    public static Either<string, byte[]> Encode(DecodedImage source)
    {
        NativeImageLibraries.Ensure();
        var image = new PngImage
        {
            Version = Version,
            Width = (uint)source.Width,
            Height = (uint)source.Height,
            Format = source.Channels == 3 ? Rgb : Grey,
        };
        fixed (byte* pixels = source.Pixels.Span)
        {
            nuint size = 0;
            if (png_image_write_to_memory(&image, null, &size, 0, pixels, 0, null) == 0)
            {
                return Message(image);
            }

            var file = new byte[size];
            fixed (byte* target = file)
            {
                return png_image_write_to_memory(&image, target, &size, 0, pixels, 0, null) == 0
                    ? Message(image)
                    : file[..(int)size];
            }
        }
    }

    private static string Message(PngImage image) =>
        Marshal.PtrToStringUTF8((IntPtr)image.Message) is { Length: > 0 } text ? text : "not readable";

    [DllImport(NativeImageLibraries.Png)]
    private static extern int png_image_begin_read_from_memory(PngImage* image, byte* memory, nuint size);

    [DllImport(NativeImageLibraries.Png)]
    private static extern int png_image_finish_read(
        PngImage* image,
        byte* background,
        byte* buffer,
        int rowStride,
        void* colorMap
    );

    [DllImport(NativeImageLibraries.Png)]
    private static extern int png_image_write_to_memory(
        PngImage* image,
        void* memory,
        nuint* size,
        int convertTo8Bit,
        void* buffer,
        int rowStride,
        void* colorMap
    );

    [DllImport(NativeImageLibraries.Png)]
    private static extern void png_image_free(PngImage* image);

    [StructLayout(LayoutKind.Sequential)]
    private struct PngImage
    {
        public IntPtr Opaque;
        public uint Version;
        public uint Width;
        public uint Height;
        public uint Format;
        public uint Flags;
        public uint ColorMapEntries;
        public uint WarningOrError;
        public fixed byte Message[64];
    }
}
