namespace Perceiver.Config;

/// <content>PCV2xx: settings that do not go together.</content>
public static partial class Rules
{
    /// <summary>PCV201.</summary>
    public static readonly Rule HeadsDivideWidth = Error(
        "PCV201",
        "Heads do not divide the width",
        "{0} heads do not divide the {1} of {2}; {3} would.",
        "Choose a number of heads that divides both qk_width and v_width."
    );

    /// <summary>PCV202.</summary>
    public static readonly Rule PatchTooLarge = Error(
        "PCV202",
        "Patch larger than the image",
        "A patch of {0} pixels does not fit into the image's {1} of {2} pixels, padding included.",
        "Choose a size of at most the image's smaller side plus twice the padding."
    );

    /// <summary>PCV203.</summary>
    public static readonly Rule ValueWidth = Error(
        "PCV203",
        "Value width without an output projection",
        "Without an output projection the v_width must be the queries' width {1}, but it is {0}.",
        "Set v_width to the queries' width or output_projection to true."
    );

    /// <summary>PCV204.</summary>
    public static readonly Rule PositionWidth = Error(
        "PCV204",
        "Width of the position code",
        "{0}",
        "A learned code needs a width exactly where it is concatenated; an added code always has the inputs' width."
    );

    /// <summary>PCV205.</summary>
    public static readonly Rule SourceChannels = Error(
        "PCV205",
        "Channels of the data set",
        "Images of {0} have {1} channels, but the model's input has {2}.",
        "Set model.input.channels to the data set's."
    );

    /// <summary>PCV206.</summary>
    public static readonly Rule SourceClasses = Error(
        "PCV206",
        "Classes of the data set",
        "{0} has {1} classes, but the task has {2}.",
        "Set task.classes to the data set's number of classes."
    );

    /// <summary>PCV207.</summary>
    public static readonly Rule SplitSum = Error(
        "PCV207",
        "Nothing left to train on",
        "validation {0} and test {1} together must be below 1.",
        "Make one of the shares smaller."
    );

    /// <summary>PCV208.</summary>
    public static readonly Rule ShippedTest = Error(
        "PCV208",
        "Test part is already there",
        "{0} ships a test part of its own, so split.test must be 0, but it is {1}.",
        "Set split.test to 0; split.validation is taken from the training part."
    );

    /// <summary>PCV209.</summary>
    public static readonly Rule GroupNeedsCsv = Error(
        "PCV209",
        "Groups without a CSV",
        "group_column '{0}' is a column of a CSV, but csv is null.",
        "Name the CSV or remove group_column."
    );

    /// <summary>PCV210.</summary>
    public static readonly Rule LastBreaksGroups = Error(
        "PCV210",
        "Split would cut groups",
        "The split method 'last' could put one group ('{0}') into two splits.",
        "Use method: random, which keeps groups together."
    );

    /// <summary>PCV211.</summary>
    public static readonly Rule WarmupTooLong = Error(
        "PCV211",
        "Warm-up longer than the run",
        "The warm-up takes {0} steps, but the run has {1}.",
        "Shorten the warm-up or lengthen the run."
    );

    /// <summary>PCV212.</summary>
    public static readonly Rule ShardsOverBatch = Error(
        "PCV212",
        "More shards than examples",
        "A batch of {1} examples cannot be cut into {0} shards.",
        "Choose at most batch_size shards."
    );

    /// <summary>PCV213.</summary>
    public static readonly Rule DuplicateClass = Error(
        "PCV213",
        "Class named twice",
        "The class '{0}' stands in the list twice.",
        "Name each class once, in label order."
    );

    /// <summary>PCV214.</summary>
    public static readonly Rule CropTooLarge = Error(
        "PCV214",
        "Crop reflects more than the image",
        "A border of {0} pixels cannot be mirrored from an image whose smaller side is {1}; it must be below that.",
        "Choose a smaller padding or mode: zero."
    );

    /// <summary>PCV215.</summary>
    public static readonly Rule ModelTooLarge = Error(
        "PCV215",
        "Model too large",
        "The model would have {0}; the most is {1}.",
        "Make widths, counts or stages smaller."
    );
}
