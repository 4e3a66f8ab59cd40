using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>A clip as a picture: its frames from left to right, and below them its sound.</summary>
internal static class ClipDrawing
{
    private const int LeastSide = 64;
    private const int Gap = 2;
    private const int SoundHeight = 48;
    private const int SoundWidth = 256;
    private const byte Paper = 255;
    private static readonly byte[] Ink = [40, 90, 170];

    /// <summary>The picture.</summary>
    /// <param name="size">The clip's size.</param>
    /// <param name="film">Its film in -1..1, <c>[frames, height, width, channels]</c>; null where there is none to show.</param>
    /// <param name="sound">Its sound in -1..1, or null.</param>
    public static DecodedImage Of(ClipSize size, float[]? film, float[]? sound)
    {
        var scale = Math.Max(1, (LeastSide + size.Height - 1) / Math.Max(1, size.Height));
        var (tall, wide) = (size.Height * scale, size.Width * scale);
        var width = size.Frames > 0 ? (size.Frames * (wide + Gap)) - Gap : SoundWidth;
        var top = size.Frames > 0 ? tall + Gap : 0;
        var height = top + (size.Samples > 0 ? SoundHeight : 0);
        var pixels = new byte[height * width * 3];
        pixels.AsSpan().Fill(Paper);
        for (var at = 0; film is not null && at < tall * width; at++)
        {
            var (y, x) = (at / width, at % width);
            var (frame, column) = (x / (wide + Gap), x % (wide + Gap) / scale);
            for (var c = 0; column < size.Width && c < 3; c++)
            {
                var place = (((frame * size.Height) + (y / scale)) * size.Width) + column;
                var value = film[(place * size.Channels) + Math.Min(c, size.Channels - 1)];
                pixels[(at * 3) + c] = (byte)Math.Clamp(Math.Round((value + 1) * 127.5), 0, 255);
            }
        }

        for (var x = 0; sound is { Length: > 0 } && x < width; x++)
        {
            // At least one sample, and the one after: a line has no gaps.
            var (from, to) = (x * sound.Length / width, (x + 1) * sound.Length / width);
            Column(pixels, width, top, x, sound[from..Math.Min(to + 1, sound.Length)]);
        }

        return new DecodedImage(pixels, height, width, 3);
    }

    /// <summary>Pictures of the same width, one below the other.</summary>
    public static DecodedImage Below(DecodedImage upper, DecodedImage lower)
    {
        var between = new byte[4 * Gap * upper.Width * 3];
        between.AsSpan().Fill(Paper);
        byte[] pixels = [.. upper.Pixels.Span, .. between, .. lower.Pixels.Span];
        return new DecodedImage(pixels, pixels.Length / upper.Width / 3, upper.Width, 3);
    }

    // From the least to the greatest of the samples that fall into it.
    private static void Column(byte[] pixels, int width, int top, int x, ReadOnlySpan<float> samples)
    {
        var (low, high) = (1f, -1f);
        foreach (var sample in samples)
        {
            low = Math.Min(low, Math.Clamp(sample, -1, 1));
            high = Math.Max(high, Math.Clamp(sample, -1, 1));
        }

        for (var y = Row(high); y <= Row(low); y++)
        {
            Ink.CopyTo(pixels, (((top + y) * width) + x) * 3);
        }
    }

    private static int Row(float value) => (int)Math.Round((1 - value) / 2 * (SoundHeight - 1));
}
