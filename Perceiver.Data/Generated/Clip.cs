using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Data;

/// <summary>
/// A lit shape that bounces through a dark film, its sound, and what it is: a pure function of a key. A clip hums at the
/// pitch of its shape's kind and is struck anew at each bounce, so that film, sound and label tell of one another.
/// </summary>
internal static class Clip
{
    // As in scenes: the ground is darker than any shape in each channel.
    private const double DarkestShape = 0.5;
    private const double Contrast = 0.1;
    private const double Hum = 0.25;
    private const double Strike = 0.65;
    private const double Fading = 12;

    // Periods in a clip, a fifth apart.
    private static readonly double[] Pitches = [8, 12, 18, 27];

    /// <summary>The periods in a clip of the sound of a kind of shape.</summary>
    public static double Pitch(int kind) => Pitches[kind];

    /// <summary>How loud a clip is at a time in 0..1.</summary>
    public static double Loudness(ClipMotion motion, double time) =>
        Hum + (Strike * Math.Exp(-Fading * motion.SinceBounce(time)));

    /// <summary>How the shape of a clip moves.</summary>
    public static ClipMotion Motion(RngKey key)
    {
        var stream = new RandomStream(key.Fold("motion"));
        return ClipMotion.Draw(ref stream);
    }

    /// <summary>The set of so many clips; each depends on the key and its own number alone, which is its kind's as well.</summary>
    /// <param name="key">What they are drawn from.</param>
    /// <param name="count">How many.</param>
    /// <param name="size">Their size.</param>
    /// <param name="noise">Standard deviation of each channel of a pixel and of each sample, where white and the loudest are 1.</param>
    public static ClipSet Set(RngKey key, int count, ClipSize size, double noise)
    {
        var pixels = new byte[(long)count * size.FilmSize];
        var sound = new float[(long)count * size.Samples];
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = i % Config.Generated.ClipClasses.Count;
            var (own, motion) = (key.Fold(i), Motion(key.Fold(i)));
            Film(own, motion, labels[i], size, noise, pixels.AsSpan(i * size.FilmSize, size.FilmSize));
            Sound(own, motion, labels[i], noise, sound.AsSpan(i * size.Samples, size.Samples));
        }

        return new ClipSet(pixels, sound, size, [.. labels]);
    }

    private static void Film(RngKey key, ClipMotion motion, int kind, ClipSize size, double noise, Span<byte> film)
    {
        var stream = new RandomStream(key.Fold("film"));
        var side = Math.Min(size.Height, size.Width);
        var radius = stream.Uniform(0.22 * side, 0.32 * side);
        var (sine, cosine) = Math.SinCos(2 * Math.PI * stream.Uniform());
        var ground = Colour(ref stream, size.Channels, 0, DarkestShape - Contrast);
        var colour = Colour(ref stream, size.Channels, DarkestShape, 1);
        for (var p = 0; p < film.Length / Math.Max(1, size.Channels); p++)
        {
            var (frame, row, column) = (p / size.Width / size.Height, p / size.Width % size.Height, p % size.Width);

            // Half a frame and half a pixel in: what is shown is the middle of each.
            var (x, y) = motion.At((frame + 0.5) / size.Frames);
            var shape = new SceneShape(
                kind + 1,
                radius + (x * (size.Width - (2 * radius))),
                radius + (y * (size.Height - (2 * radius))),
                radius,
                cosine,
                sine
            );
            var shown = shape.Covers(column + 0.5, row + 0.5) ? colour : ground;
            for (var c = 0; c < size.Channels; c++)
            {
                var noisy = shown[c] + (noise * stream.Normal());
                film[(p * size.Channels) + c] = (byte)Math.Clamp(Math.Round(noisy * 255), 0, 255);
            }
        }
    }

    private static void Sound(RngKey key, ClipMotion motion, int kind, double noise, Span<float> sound)
    {
        var stream = new RandomStream(key.Fold("sound"));
        for (var i = 0; i < sound.Length; i++)
        {
            var time = (i + 0.5) / sound.Length;
            var tone = Loudness(motion, time) * Math.Sin(2 * Math.PI * Pitch(kind) * time);
            sound[i] = (float)Math.Clamp(tone + (noise * stream.Normal()), -1, 1);
        }
    }

    // Any hue: which kind a shape is of does not show in its colour.
    private static double[] Colour(ref RandomStream stream, int channels, double from, double to)
    {
        var colour = new double[channels];
        for (var c = 0; c < channels; c++)
        {
            colour[c] = stream.Uniform(from, to);
        }

        return colour;
    }
}
