using System.Runtime.InteropServices;
using LanguageExt;

namespace Perceiver.Data;

/// <summary>JPEG through libjpeg-turbo's TurboJPEG interface (turbojpeg.h).</summary>
internal static unsafe class JpegCodec
{
    private const int PixelRgb = 0;
    private const int PixelGrey = 6;
    private const int SpaceGrey = 2;
    private const int SpaceCmyk = 3;

    /// <summary>A file of endless progressive scans is refused instead of decoded for minutes.</summary>
    private const int LimitScans = 32768;

    /// <summary>Decodes to grey or RGB, as the file is. A fault of the file comes back as the library's own words.</summary>
    public static Either<string, DecodedImage> Decode(ReadOnlySpan<byte> file)
    {
        NativeImageLibraries.Ensure();
        var handle = tjInitDecompress();
        try
        {
            fixed (byte* bytes = file)
            {
                int width;
                int height;
                int sampling;
                int space;
                var size = new CULong((nuint)file.Length);
                if (tjDecompressHeader3(handle, bytes, size, &width, &height, &sampling, &space) != 0)
                {
                    return Message(handle);
                }

                if (space >= SpaceCmyk)
                {
                    return "its colours are CMYK; save it as RGB";
                }

                var channels = space == SpaceGrey ? 1 : 3;
                var format = space == SpaceGrey ? PixelGrey : PixelRgb;
                var pixels = new byte[(long)width * height * channels];
                fixed (byte* target = pixels)
                {
                    var failed = tjDecompress2(handle, bytes, size, target, width, 0, height, format, LimitScans) != 0;

                    // Bytes between two segments are harmless and common in camera files; any other warning means
                    // that part of the picture was made up.
                    return failed && Message(handle) is var message && !message.Contains("extraneous bytes")
                        ? message
                        : new DecodedImage(pixels, height, width, channels);
                }
            }
        }
        finally
        {
            _ = tjDestroy(handle);
        }
    }

    private static string Message(IntPtr handle) =>
        Marshal.PtrToStringUTF8(tjGetErrorStr2(handle)) is { Length: > 0 } text ? text : "not readable";

    [DllImport(NativeImageLibraries.TurboJpeg)]
    private static extern IntPtr tjInitDecompress();

    [DllImport(NativeImageLibraries.TurboJpeg)]
    private static extern int tjDecompressHeader3(
        IntPtr handle,
        byte* file,
        CULong size,
        int* width,
        int* height,
        int* sampling,
        int* space
    );

    [DllImport(NativeImageLibraries.TurboJpeg)]
    private static extern int tjDecompress2(
        IntPtr handle,
        byte* file,
        CULong size,
        byte* target,
        int width,
        int pitch,
        int height,
        int format,
        int flags
    );

    [DllImport(NativeImageLibraries.TurboJpeg)]
    private static extern IntPtr tjGetErrorStr2(IntPtr handle);

    [DllImport(NativeImageLibraries.TurboJpeg)]
    private static extern int tjDestroy(IntPtr handle);
}
