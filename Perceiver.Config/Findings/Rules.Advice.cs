namespace Perceiver.Config;

/// <content>PCV3xx: the config means what it says, but probably not what was wanted.</content>
public static partial class Rules
{
    /// <summary>PCV301.</summary>
    public static readonly Rule SharingHasNoEffect = Warning(
        "PCV301",
        "Nothing to share",
        "sharing '{0}' changes nothing with {1} stage(s): {2}.",
        "Set sharing to none, or use more stages."
    );

    /// <summary>PCV302.</summary>
    public static readonly Rule NoBottleneck = Warning(
        "PCV302",
        "No bottleneck",
        "{0} latents for {1} inputs are no bottleneck: a plain Transformer over the inputs costs no more.",
        "Use fewer latents, or smaller patches."
    );

    /// <summary>PCV303.</summary>
    public static readonly Rule NoValidation = Warning(
        "PCV303",
        "No validation part",
        "With split.validation 0 nothing decides which checkpoint is best.",
        "Hold out a share, such as 0.1."
    );

    /// <summary>PCV304.</summary>
    public static readonly Rule NoPositions = Warning(
        "PCV304",
        "No positions",
        "Without a position code the model sees an image as a set: shuffled {0} look the same to it.",
        "Use fourier or learned positions."
    );

    /// <summary>PCV305.</summary>
    public static readonly Rule PixelsLeftOut = Warning(
        "PCV305",
        "Pixels left out",
        "Patches of {0} pixels every {1} pixels leave out {2}.",
        "Choose a stride of at most the size, and sizes, stride and padding that reach the image's end."
    );

    /// <summary>PCV306.</summary>
    public static readonly Rule NoEffect = Warning(
        "PCV306",
        "Setting without effect",
        "'{0}' has no effect: {1}.",
        "Remove the setting, or change what makes it idle."
    );

    /// <summary>PCV307.</summary>
    public static readonly Rule AboveNyquist = Warning(
        "PCV307",
        "Frequencies above the grid's",
        "max_resolution {0} is more than the {1} elements along the longest side: the highest bands cannot be told apart there.",
        "Leave max_resolution out, or set it to the number of pixels, samples or tokens along an axis."
    );
}
