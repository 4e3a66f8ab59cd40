namespace Perceiver.Config;

/// <summary>What the model is trained for.</summary>
public abstract record TaskConfig
{
    private TaskConfig() { }

    /// <summary>One of <paramref name="Classes"/> labels per example, or any number of them.</summary>
    /// <param name="Classes">How many labels there are.</param>
    /// <param name="MultiLabel">Whether an example may have several labels, or none (AudioSet).</param>
    public sealed record Classification(int Classes, bool MultiLabel = false) : TaskConfig;

    /// <summary>The tokens that were masked, from those around them.</summary>
    /// <param name="MaskToken">The token that takes a masked one's place.</param>
    /// <param name="MaskShare">Share of the tokens that is to be found.</param>
    /// <param name="RandomShare">Share of those that becomes a random token instead of the mask.</param>
    /// <param name="KeptShare">Share of those that stays as it is.</param>
    public sealed record MaskedLanguageModel(int MaskToken, double MaskShare, double RandomShare, double KeptShare)
        : TaskConfig;

    /// <summary>The next token, from those before it.</summary>
    public sealed record CausalLanguageModel : TaskConfig;

    /// <summary>The input itself, through the bottleneck.</summary>
    /// <param name="Target">What one query gives back.</param>
    public sealed record Autoencoding(AutoencodingTarget Target) : TaskConfig;

    /// <summary>One of <paramref name="Classes"/> labels for each element of the input.</summary>
    public sealed record Segmentation(int Classes) : TaskConfig;

    /// <summary>So many numbers for each query, or for the example where there is one vector (optical flow: 2).</summary>
    public sealed record Regression(int Outputs) : TaskConfig;

    /// <summary>Several inputs at once, through one bottleneck (2107.14795, section 4.4).</summary>
    public sealed record MultimodalAutoencoding : TaskConfig;
}

/// <summary>What one query of an autoencoder gives back.</summary>
public enum AutoencodingTarget
{
    /// <summary>The raw values of one input: of a patch, a pixel or a point, or the scores of a token.</summary>
    Inputs,

    /// <summary>The channels of one element: a pixel or a sample, however inputs are cut.</summary>
    Elements,
}
