namespace Perceiver.Config;

/// <content>PCV245 to PCV249: data and what it is to be used for.</content>
public static partial class RuleExamples
{
    private const string Bytes = """
        model:
          input: { kind: tokens, length: 16, vocabulary: 262 }
          preprocessor: embedding
          positions: learned
          latents: { count: 4, width: 8 }
          encoder: { blocks: 1 }
          decoder: { kind: queries, queries: { kind: learned, count: 16, width: 8 } }
        task: { kind: masked_language_model, mask_token: 3 }
        data:
          source: { kind: text, path: a.txt }
          split: { method: last }
        training: { epochs: 1 }
        """;

    private const string Numbers =
        "regression, outputs: 3 }\ndata:\n  source: "
        + Source
        + "\n  split: { validation: 0.25 }\n  augmentation:\n    - ";

    private static IEnumerable<RuleExample> Data() =>
        [
            Edit(
                Rules.SourceInput,
                "A model of images has nothing to do with a text, nor one of points with an image.",
                Source,
                "{ kind: text, path: a.txt }",
                "text"
            ),
            Edit(
                Rules.SourceTask,
                "A scene has a class for each of its pixels and a label for each kind of shape in it, but no one class of its own.",
                "classes: 100 }\ndata:\n  source: " + Source,
                "classes: 4 }\ndata:\n  source: { kind: scenes, train: 50000 }",
                "scenes"
            ),
            OfBytes(
                Rules.TextInOrder,
                "The model would be tested on bytes whose neighbours it has learned by heart.",
                "method: last",
                "method: random",
                "random"
            ),
            OfBytes(
                Rules.ByteVocabulary,
                "A mask token that is a byte as well could not be told from a text that has this byte.",
                "mask_token: 3",
                "mask_token: 100",
                "100"
            ),
            Edit(
                Rules.NothingToChange,
                "Mixed images are learned with mixed labels; numbers are not mixed along.",
                "classification, classes: 100 }\ndata:\n  source: "
                    + Source
                    + "\n  split: { validation: 0.25 }\n  augmentation:\n    - "
                    + Crop,
                Numbers + "{ kind: mixup }",
                "augmentation",
                Numbers + Crop
            ),
        ];

    private static RuleExample OfBytes(Rule rule, string why, string right, string wrong, string place) =>
        new(rule, why, ExampleText.Whole(Bytes.Replace(right, wrong)), ExampleText.Whole(Bytes), place);
}
