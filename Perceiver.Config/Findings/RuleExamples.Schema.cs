namespace Perceiver.Config;

/// <content>PCV1xx: one setting by itself.</content>
public static partial class RuleExamples
{
    private static IEnumerable<RuleExample> Schema() =>
        [
            Edit(
                Rules.UnknownKey,
                "A misspelt setting that is passed over in silence costs a training run: the model trains with the default.",
                "stages: 2",
                "stage: 2",
                "stage"
            ),
            Edit(
                Rules.MissingKey,
                "For some settings no default would be right more often than wrong, so there is none.",
                "count: 8, width: 12",
                "width: 12",
                "latents"
            ),
            Edit(
                Rules.WrongType,
                "A value of another type is a value for another setting, or a bracket too many. YAML's loose words, such as "
                    + "yes and off, are no booleans here: true and false are.",
                "epochs: 3",
                "epochs: three",
                "three"
            ),
            Edit(
                Rules.UnknownWord,
                "Each word has one meaning; one that is not known has none.",
                "kind: cosine",
                "kind: cosin",
                "cosin"
            ),
            Edit(
                Rules.OutOfRange,
                "A range holds every value that has a meaning, and every one that a published model has used. Outside it a "
                    + "model cannot be built or cannot be trained.",
                "batch_size: 64",
                "batch_size: 0",
                "0"
            ),
        ];
}
