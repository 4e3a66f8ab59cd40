namespace Perceiver.Config;

/// <content>PCV25x: augmentations that do not go together, or not with the data.</content>
public static partial class RuleExamples
{
    private const string Crop = "{ kind: random_crop, padding: 2, mode: reflect }";

    private const string Knees =
        "task: { kind: classification, classes: 2 }\ndata:\n"
        + "  source: { kind: image_folder, path: knees, classes: [L, R] }\n  augmentation:\n";

    private static IEnumerable<RuleExample> Augmentation() =>
        [
            Edit(
                Rules.FlipFalsifies,
                "A mirrored left knee is a right knee: under its old label it teaches the model the wrong thing.",
                "task: { kind: classification, classes: 100 }\ndata:\n  source: { kind: cifar100, labels: fine }\n"
                    + "  split: { validation: 0.25 }\n  augmentation:\n    - "
                    + Crop,
                Knees + "    - { kind: horizontal_flip }",
                "horizontal_flip",
                Knees + "    - { kind: horizontal_flip, labels: [1, 0] }"
            ),
            Edit(
                Rules.FlipLabels,
                "Each class must become one that there is, and mirroring twice is no change at all.",
                Crop,
                "{ kind: horizontal_flip, labels: [1, 0] }",
                "labels",
                "{ kind: horizontal_flip }"
            ),
            Over(
                ExampleModels.Points,
                Rules.AugmentationInput,
                "Each augmentation changes one kind of input: nothing else has what it turns, colours or moves.",
                "point_shift",
                "horizontal_flip",
                "horizontal_flip"
            ),
            Edit(
                Rules.RangeReversed,
                "Nothing can be drawn from a range that ends before it begins.",
                Crop,
                "{ kind: random_resized_crop, min_area: 0.5, max_area: 0.3 }",
                "0.5",
                "{ kind: random_resized_crop, min_area: 0.3, max_area: 0.5 }"
            ),
            Edit(
                Rules.MixingLast,
                "The image that is mixed in has gone through all changes already; a change after it would be lost on it.",
                Crop,
                "{ kind: mixup }\n    - " + Crop,
                "random_crop",
                Crop + "\n    - { kind: mixup }"
            ),
        ];
}
