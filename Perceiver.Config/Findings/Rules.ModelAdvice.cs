namespace Perceiver.Config;

/// <content>PCV3xx on the model.</content>
public static partial class Rules
{
    /// <summary>PCV320.</summary>
    public static readonly Rule SamplesLeftOut = Warning(
        "PCV320",
        "Samples or frames left out",
        "Pieces of {0} leave out the last {1} of {2}.",
        "Choose a length that divides the whole."
    );

    /// <summary>PCV321.</summary>
    public static readonly Rule ActivationMemory = Warning(
        "PCV321",
        "Much memory for activations",
        "A step over {0} examples keeps about {1} GiB of activations; the memory_budget is {2} GiB.",
        "Use a smaller batch with accumulation, fewer or larger patches, or fewer latents; or raise training.memory_budget."
    );

    /// <summary>PCV322.</summary>
    public static readonly Rule TableOfPoints = Warning(
        "PCV322",
        "Table for points",
        "A table says the number of a point in its list, not where it is.",
        "Use fourier positions, which are computed from the coordinates."
    );
}
