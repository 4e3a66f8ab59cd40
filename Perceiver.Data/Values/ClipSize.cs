using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>The size of clips; 0 where there is no film, or no sound.</summary>
/// <param name="Frames">Frames of a film.</param>
/// <param name="Height">Rows of a frame.</param>
/// <param name="Width">Columns of a frame.</param>
/// <param name="Channels">Channels of a pixel.</param>
/// <param name="Samples">Samples of a sound.</param>
public sealed record ClipSize(int Frames, int Height, int Width, int Channels, int Samples)
{
    /// <summary>Numbers of one film.</summary>
    public int FilmSize => Frames * Height * Width * Channels;

    /// <summary>The size that a model of several inputs takes.</summary>
    public static ClipSize Of(InputConfig.Modalities several)
    {
        var film = several.Parts.Select(part => part.Input).OfType<InputConfig.Video>().FirstOrDefault();
        var sound = several.Parts.Select(part => part.Input).OfType<InputConfig.Audio>().FirstOrDefault();
        return new(film?.Frames ?? 0, film?.Height ?? 0, film?.Width ?? 0, film?.Channels ?? 0, sound?.Samples ?? 0);
    }
}
