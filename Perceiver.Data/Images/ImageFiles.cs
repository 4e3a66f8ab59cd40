using LanguageExt;
using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>Many image files at one size.</summary>
internal static class ImageFiles
{
    /// <summary>
    /// Decodes and scales each file, on all cores; the bytes stand in the order of the files. The first file, in that
    /// order, that cannot be read is the error.
    /// </summary>
    public static Either<DataError, ReadOnlyMemory<byte>> Read(
        IReadOnlyList<string> files,
        int height,
        int width,
        int channels,
        ResizeMethod resize
    )
    {
        var size = height * width * channels;
        var pixels = new byte[(long)files.Count * size];
        var faults = new DataError?[files.Count];
        Parallel.For(
            0,
            files.Count,
            i =>
                ImageDecoder
                    .Decode(files[i], channels)
                    .Map(image => ImageResizer.Resize(image, height, width, resize))
                    .Match(
                        Right: image => image.Pixels.Span.CopyTo(pixels.AsSpan(i * size)),
                        Left: error => faults[i] = error
                    )
        );

        return Array.Find(faults, fault => fault is not null) is { } first ? first : new ReadOnlyMemory<byte>(pixels);
    }
}
