namespace Perceiver.Config;

/// <summary>The latent array <c>[count, width]</c>.</summary>
/// <param name="Count">Number of latents: the length of the bottleneck.</param>
/// <param name="Width">Channels of each latent.</param>
/// <param name="Init">Initial values, where the array is learned.</param>
/// <param name="Source">Where the latents come from.</param>
public sealed record LatentConfig(int Count, int Width, InitConfig Init, LatentSource Source);

/// <summary>Where the latents come from.</summary>
public abstract record LatentSource
{
    private LatentSource() { }

    /// <summary>They are learned, the same for every example.</summary>
    public sealed record Learned : LatentSource;

    /// <summary>They are the last inputs, one latent for each (Perceiver AR, 2202.07765).</summary>
    /// <param name="Projection">Whether a linear layer brings them to the latents' width.</param>
    /// <param name="Memory">What the cross-attend reads.</param>
    /// <param name="HidePadding">Where latents that are a text's padding are hidden from those after them.</param>
    public sealed record LastInputs(
        bool Projection,
        LatentMemory Memory,
        HidePadding HidePadding = HidePadding.Everywhere
    ) : LatentSource;
}

/// <summary>What the cross-attend of a model reads whose latents are its last inputs.</summary>
public enum LatentMemory
{
    /// <summary>All inputs, through the norm of the inputs (google-research).</summary>
    AllInputs,

    /// <summary>The inputs before the latents through the norm of the inputs, then the latents through theirs (krasserm).</summary>
    PrefixAndLatents,
}

/// <summary>Where an autoregressive model hides what pads a text on the left.</summary>
public enum HidePadding
{
    /// <summary>In every attention: a padded text is read as the text alone.</summary>
    Everywhere,

    /// <summary>In the cross-attend only: a latent that is padding is seen by the latents after it (krasserm).</summary>
    CrossAttend,
}
