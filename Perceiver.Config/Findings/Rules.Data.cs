namespace Perceiver.Config;

/// <content>PCV245 to PCV249: data and what it is to be used for.</content>
public static partial class Rules
{
    /// <summary>PCV245.</summary>
    public static readonly Rule SourceInput = Error(
        "PCV245",
        "Data and input",
        "{0} gives {1}, but the model takes {2}.",
        "Choose the input that the data gives, or another source; none is for models that are not trained from here."
    );

    /// <summary>PCV246.</summary>
    public static readonly Rule SourceTask = Error(
        "PCV246",
        "Data and task",
        "{0} has nothing that the task {1} could learn from; it is for {2}.",
        "Choose one of the tasks named, or another source."
    );

    /// <summary>PCV247.</summary>
    public static readonly Rule TextInOrder = Error(
        "PCV247",
        "Text divided at random",
        "Parts of a text that are drawn at random overlap or continue each other: what is tested would be known.",
        "Use split.method: last, which divides the text where it stands."
    );

    /// <summary>PCV248.</summary>
    public static readonly Rule ByteVocabulary = Error(
        "PCV248",
        "Tokens of a text",
        "A text is read as bytes, but {0}.",
        "Use a vocabulary of 256 bytes and the tokens of your own before them, such as 262."
    );

    /// <summary>PCV249.</summary>
    public static readonly Rule NothingToChange = Error(
        "PCV249",
        "Nothing to change",
        "Random changes have no meaning here: {0}.",
        "Leave data.augmentation empty, or leave out the changes that mix images."
    );
}
