using LanguageExt;

namespace Perceiver.Data;

/// <summary>Images as PNG files.</summary>
public static class ImageEncoder
{
    /// <summary>The content of a PNG file with the image's bytes, or why it cannot be made.</summary>
    public static Either<DataError, byte[]> Png(DecodedImage image)
    {
        try
        {
            return PngCodec.Encode(image).MapLeft(why => new DataError($"the PNG could not be made: {why}"));
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return NativeImageLibraries.Missing(NativeImageLibraries.Png);
        }
    }
}
