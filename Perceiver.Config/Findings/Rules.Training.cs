namespace Perceiver.Config;

/// <content>PCV24x: training settings that do not go together.</content>
public static partial class Rules
{
    /// <summary>PCV240.</summary>
    public static readonly Rule NoSuchParameter = Error(
        "PCV240",
        "Pattern fits no parameter",
        "No parameter of this model is called '{0}'. {1}",
        "Write a name that `perceiver summary` lists; * stands for any characters."
    );

    /// <summary>PCV241.</summary>
    public static readonly Rule BoundariesAscend = Error(
        "PCV241",
        "Boundaries out of order",
        "The boundaries must ascend, but {0} comes after {1}.",
        "Sort the boundaries, each once."
    );

    /// <summary>PCV242.</summary>
    public static readonly Rule BoundaryAfterEnd = Error(
        "PCV242",
        "Boundary after the end",
        "The boundary at step {0} is never reached: the run has {1} steps.",
        "Move the boundary into the run, or lengthen the run."
    );

    /// <summary>PCV243.</summary>
    public static readonly Rule MomentumRange = Error(
        "PCV243",
        "Momentum the wrong way round",
        "base_momentum {0} must not be above max_momentum {1}.",
        "Exchange the two, or set cycle_momentum to false."
    );

    /// <summary>PCV244.</summary>
    public static readonly Rule NothingToWatch = Error(
        "PCV244",
        "Nothing to watch",
        "{0} watches a validation figure, but split.validation is 0.",
        "Hold out a share for validation, such as 0.1, or choose another schedule and no early stopping."
    );
}
