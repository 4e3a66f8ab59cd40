namespace Perceiver.Config;

/// <content>PCV2xx: parts of a model that do not go together.</content>
public static partial class Rules
{
    /// <summary>PCV216.</summary>
    public static readonly Rule DoesNotFitInput = Error(
        "PCV216",
        "Part does not fit the input",
        "The {0} '{1}' does not go with {2} as input; {3} would.",
        "Choose one of the kinds named, or another input."
    );

    /// <summary>PCV217.</summary>
    public static readonly Rule FramesPerPatch = Error(
        "PCV217",
        "Patch longer than the video",
        "A patch of {0} frames does not fit into {1} frame(s).",
        "Choose at most as many frames as the video has; an image has one."
    );

    /// <summary>PCV218.</summary>
    public static readonly Rule NothingLeft = Error(
        "PCV218",
        "No inputs left",
        "The {0} leaves nothing of an input of {1}.",
        "Cut smaller pieces, use fewer layers, or take a larger input."
    );

    /// <summary>PCV219.</summary>
    public static readonly Rule ResolutionCount = Error(
        "PCV219",
        "Resolutions and axes",
        "max_resolution has {0} number(s) for {1} axes; it may have {2}.",
        "Give one number for all axes, or one for each."
    );

    /// <summary>PCV220.</summary>
    public static readonly Rule TokenOutOfVocabulary = Error(
        "PCV220",
        "No such token",
        "'{0}' {1} is no token: the vocabulary has {2}, from 0 to {3}.",
        "Choose a token of the vocabulary, or make the vocabulary larger."
    );

    /// <summary>PCV221.</summary>
    public static readonly Rule SameToken = Error(
        "PCV221",
        "One token with two meanings",
        "The token {0} cannot stand for both padding and mask: padding is never looked at.",
        "Give the two different tokens."
    );

    /// <summary>PCV222.</summary>
    public static readonly Rule MaskShares = Error(
        "PCV222",
        "Shares above one",
        "random_share {0} and kept_share {1} are shares of the same tokens and together at most 1.",
        "Make one of them smaller; what is left becomes the mask token."
    );

    /// <summary>PCV223.</summary>
    public static readonly Rule TaskInput = Error(
        "PCV223",
        "Task needs another input",
        "The task {0} needs {1}, but the input is {2}.",
        "Choose another task, or another input."
    );

    /// <summary>PCV224.</summary>
    public static readonly Rule TaskDecoder = Error(
        "PCV224",
        "Decoder does not answer the task",
        "The decoder '{0}' does not answer the task {1}; {2} would.",
        "Choose one of the decoders named."
    );

    /// <summary>PCV225.</summary>
    public static readonly Rule TaskQueries = Error(
        "PCV225",
        "Queries and what is asked",
        "The decoder has {0} queries, but the task {1} asks for {2}.",
        "Ask once for each thing that the task wants to know."
    );

    /// <summary>PCV226.</summary>
    public static readonly Rule NoRawInputs = Error(
        "PCV226",
        "No raw inputs to give back",
        "Behind a convolution the inputs have no raw values that could be given back.",
        "Ask for elements (target: elements, or a query for each), or use patches instead of the convolution."
    );

    /// <summary>PCV227.</summary>
    public static readonly Rule TiedOutput = Error(
        "PCV227",
        "Output cannot be tied",
        "A tied output scores answers against the input's embedding, but {0}.",
        "Use output: head, or an embedding as wide as what the decoder gives."
    );

    /// <summary>PCV228.</summary>
    public static readonly Rule OutputWidth = Error(
        "PCV228",
        "Width of the output",
        "Without an output layer each output has the answer's {0} numbers, but the task wants {1}.",
        "Use output: head, or answers as wide as the task's output."
    );

    /// <summary>PCV229.</summary>
    public static readonly Rule LatentsWithoutPlace = Error(
        "PCV229",
        "Latents without a place",
        "{0} needs latents that stand somewhere, but learned latents stand nowhere.",
        "Take the latents from the inputs (source: last_inputs), or leave the setting out."
    );

    /// <summary>PCV230.</summary>
    public static readonly Rule LastInputsNeedOrder = Error(
        "PCV230",
        "Inputs without an order",
        "Latents can be the last inputs only where there is one row of inputs, such as tokens.",
        "Use source: learned, or tokens, sound or an array of one axis as the input."
    );

    /// <summary>PCV231.</summary>
    public static readonly Rule MoreLatentsThanInputs = Error(
        "PCV231",
        "More latents than inputs",
        "{0} latents cannot be the last of {1} inputs.",
        "Use at most as many latents as inputs; what comes before them is the prefix."
    );

    /// <summary>PCV232.</summary>
    public static readonly Rule LatentWidth = Error(
        "PCV232",
        "Latents and inputs of different width",
        "The latents are {0} wide and the inputs {1}, but the latents {2}.",
        "Make the two widths equal, or use projection: true with memory: all_inputs."
    );

    /// <summary>PCV233.</summary>
    public static readonly Rule SeesTheAnswer = Error(
        "PCV233",
        "Model sees what it is to say",
        "A causal language model must not see the token that it is to say: {0}.",
        "Set what is named, or use the task masked_language_model."
    );

    /// <summary>PCV234.</summary>
    public static readonly Rule InvertedCount = Error(
        "PCV234",
        "Stages and inverted",
        "inverted has {0} element(s), but there are {1} stage(s).",
        "Give one for each stage, or none."
    );

    /// <summary>PCV235.</summary>
    public static readonly Rule AttendingStages = Error(
        "PCV235",
        "More cross-attends than stages",
        "{0} of {1} stage(s) cannot begin with a cross-attend.",
        "Use at most as many as there are stages, or null for all."
    );

    /// <summary>PCV236.</summary>
    public static readonly Rule RotaryChannels = Error(
        "PCV236",
        "Rotary channels in pairs",
        "A share of {0} of the {1} channels of a head ({2}) is {3}: a rotary code turns pairs.",
        "Choose a share that gives an even number of channels, such as 1 or 0.5."
    );
}
