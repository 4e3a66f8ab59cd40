using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>What an autoencoder answers of clips, put together again.</summary>
public static class ClipReassembly
{
    /// <summary>The film and the sound that are in an answer, in -1..1; either is null where it was not asked for whole.</summary>
    /// <param name="model">The model.</param>
    /// <param name="answer">All numbers of the answer to one clip, part by part.</param>
    public static (float[]? Film, float[]? Sound) Of(ModelConfig model, ReadOnlySpan<float> answer)
    {
        if (model is not { Input: InputConfig.Modalities several, Decoder: DecoderConfig.Modalities asked })
        {
            return (null, null);
        }

        var (film, sound, start) = ((float[]?)null, (float[]?)null, 0);
        foreach (var part in asked.Parts)
        {
            var count = (int)QueryLayout.Of(part.Queries, model).Count;
            var numbers = answer.Slice(start, count * part.Outputs);
            start += numbers.Length;
            var given = several.Parts.First(one => one.Name == part.Name);
            switch (given.Input)
            {
                case InputConfig.Video video:
                    film = Film(video, given.Preprocessor, count, numbers);
                    break;
                // A mono sound's pieces lie one after the other.
                case InputConfig.Audio { Channels: 1 } audio when numbers.Length == audio.Samples:
                    sound = numbers.ToArray();
                    break;
            }
        }

        return (film, sound);
    }

    private static float[]? Film(
        InputConfig.Video video,
        PreprocessorConfig preprocessor,
        int queries,
        ReadOnlySpan<float> numbers
    )
    {
        if (queries == video.Frames * video.Height * video.Width)
        {
            return numbers.ToArray();
        }

        if (
            preprocessor is not PreprocessorConfig.Patches { Padding: 0 } patches
            || patches.Size != patches.Stride
            || numbers.Length != video.Frames * video.Height * video.Width * video.Channels
        )
        {
            return null;
        }

        // Patch: frame, row, column; inside: frame, row, column, channel.
        var (size, across, down) = (patches.Size, video.Width / patches.Size, video.Height / patches.Size);
        var inside = patches.Frames * size * size * video.Channels;
        var film = new float[numbers.Length];
        for (var i = 0; i < film.Length; i++)
        {
            var (channel, pixel) = (i % video.Channels, i / video.Channels);
            var (frame, row, column) = (
                pixel / video.Width / video.Height,
                pixel / video.Width % video.Height,
                pixel % video.Width
            );
            var patch = (((frame / patches.Frames * down) + (row / size)) * across) + (column / size);
            var within =
                ((((((frame % patches.Frames) * size) + (row % size)) * size) + (column % size)) * video.Channels)
                + channel;
            film[i] = numbers[(patch * inside) + within];
        }

        return film;
    }
}
