namespace Perceiver.Model;

/// <summary>
/// Which tokens an autoregressive model reads, and how many of them are latents. Latents grow with each token; when there
/// are as many as the model has, what was read before them grows; when the text is as long as the model reads, its first
/// token is left behind (krasserm's generate).
/// </summary>
/// <param name="Start">The first token that is read.</param>
/// <param name="End">One after the last.</param>
/// <param name="Latents">How many of the last are latents.</param>
/// <param name="Length">The most tokens that the model reads.</param>
/// <param name="MostLatents">The most latents.</param>
/// <param name="Slide">
/// By how many tokens the latents' first place moves when it must; with 1 it moves at each token, which then costs a pass
/// over all latents. A larger one has fewer latents for a while, and that pass but once in so many tokens.
/// </param>
public readonly record struct GenerationWindow(
    int Start,
    int End,
    int Latents,
    int Length,
    int MostLatents,
    int Slide = 1
)
{
    /// <summary>The window over a prompt.</summary>
    /// <param name="tokens">The prompt's tokens.</param>
    /// <param name="latents">How many of its last are latents; more where the rest would be longer than the model reads.</param>
    /// <param name="length">The most tokens that the model reads.</param>
    /// <param name="mostLatents">The most latents.</param>
    /// <param name="slide">By how many tokens the latents' first place moves when it must.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static GenerationWindow Over(int tokens, int latents, int length, int mostLatents, int slide = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(latents, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(slide, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slide, mostLatents);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mostLatents, length);
        var read = Math.Min(tokens, length);
        var least = Math.Max(1, read - (length - mostLatents));
        var most = Math.Min(read, mostLatents);
        return new(tokens - read, tokens, Math.Clamp(latents, least, most), length, mostLatents, slide);
    }

    /// <summary>How many tokens are read.</summary>
    public int Count => End - Start;

    /// <summary>The window over one token more.</summary>
    public GenerationWindow Next()
    {
        var end = End + 1;
        return Latents < MostLatents
            ? this with
            {
                End = end,
                Latents = Latents + 1,
            }
            : this with
            {
                Start = Math.Max(Start, end + Slide - 1 - Length),
                End = end,
                Latents = MostLatents - Slide + 1,
            };
    }

    /// <summary>Whether all that was read in an earlier window is read in this one, as what it was there.</summary>
    public bool Continues(GenerationWindow earlier) =>
        Start == earlier.Start && End - Latents == earlier.End - earlier.Latents;
}
