using LanguageExt;

namespace Perceiver.Data;

/// <summary>PNG and JPEG files as bytes in memory.</summary>
public static class ImageDecoder
{
    /// <summary>The most pixels that an image may have; what declares more is refused before anything is allocated.</summary>
    public const long LargestPixels = 64L << 20;

    private const long LargestFile = 1L << 29;

    /// <summary>The extensions of files that are taken for images, in lower case.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".png", ".jpg", ".jpeg"];

    /// <summary>Decodes a file.</summary>
    /// <param name="path">A PNG or JPEG file.</param>
    /// <param name="channels">1: grey (of colours, the luma of Rec. 601); 3: RGB (of grey, three equal channels).</param>
    /// <returns>The image, or why it cannot be read: absent, empty, truncated, not an image, too large.</returns>
    public static Either<DataError, DecodedImage> Decode(string path, int channels)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return new DataError($"{path} does not exist; check the path");
            }

            return file.Length > LargestFile
                ? new DataError(
                    $"{path} is {file.Length >> 20} MiB, more than any image that is decoded; is it an image?"
                )
                : Decode(File.ReadAllBytes(path), path, channels);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DataError($"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Decodes the content of a file; <paramref name="name"/> names it in messages.</summary>
    public static Either<DataError, DecodedImage> Decode(ReadOnlySpan<byte> file, string name, int channels)
    {
        if (channels is not (1 or 3))
        {
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "1 (grey) or 3 (RGB)");
        }

        if (file.IsEmpty)
        {
            return new DataError($"{name} is empty; replace it or leave it out");
        }

        if (ImageHeader.Read(file) is not { } header)
        {
            return new DataError($"{name} is neither PNG nor JPEG; convert it or leave it out");
        }

        if (header.Width * header.Height > LargestPixels)
        {
            return new DataError(
                $"{name} declares {header.Width} x {header.Height} pixels, more than the {LargestPixels >> 20} million "
                    + "that are decoded; scale it down"
            );
        }

        try
        {
            var decoded = header.Format == ImageFormat.Png ? PngCodec.Decode(file) : JpegCodec.Decode(file);
            return decoded.Match<Either<DataError, DecodedImage>>(
                Right: image => ImageChannels.Convert(image, channels),
                Left: why => new DataError($"{name} is damaged or truncated ({why}); replace it or leave it out")
            );
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return NativeImageLibraries.Missing(
                header.Format == ImageFormat.Png ? NativeImageLibraries.Png : NativeImageLibraries.TurboJpeg
            );
        }
    }
}
