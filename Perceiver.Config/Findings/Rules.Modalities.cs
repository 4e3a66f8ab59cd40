namespace Perceiver.Config;

/// <content>PCV23x and PCV26x: several inputs at once, and queries.</content>
public static partial class Rules
{
    /// <summary>PCV237.</summary>
    public static readonly Rule DuplicateModality = Error(
        "PCV237",
        "Modality named twice",
        "There are two modalities called '{0}'.",
        "Give each a name of its own."
    );

    /// <summary>PCV238.</summary>
    public static readonly Rule UnknownModality = Error(
        "PCV238",
        "No such modality",
        "The input has no modality '{0}'. {1}",
        "Use the name of one of the input's parts."
    );

    /// <summary>PCV239.</summary>
    public static readonly Rule InputsAsQueries = Error(
        "PCV239",
        "Inputs as queries of one modality",
        "The inputs of all modalities cannot be the queries of '{0}' alone.",
        "Use learned or fourier queries."
    );

    /// <summary>PCV260.</summary>
    public static readonly Rule ModalityQueries = Error(
        "PCV260",
        "Queries of a modality",
        "There are {0} queries for '{1}', which has {2} inputs and {3} elements.",
        "Ask once for each input, or once for each element."
    );

    /// <summary>PCV261.</summary>
    public static readonly Rule ModalityOutputs = Error(
        "PCV261",
        "Outputs of a modality",
        "{0} outputs for each query of '{1}' are not what it consists of: that is {2}.",
        "Set outputs to the number of values that one query gives back."
    );

    /// <summary>PCV262.</summary>
    public static readonly Rule SubsampledQueries = Error(
        "PCV262",
        "More queries than places",
        "{0} queries cannot be drawn from {1} places.",
        "Draw at most as many as there are, or null for all."
    );

    /// <summary>PCV263.</summary>
    public static readonly Rule ClipParts = Error(
        "PCV263",
        "Clips and modalities",
        "clips have nothing for '{0}': {1}.",
        "Take a video, audio of one channel and a label, each at most once, or choose another source."
    );
}
