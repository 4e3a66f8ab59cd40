namespace Perceiver.Config;

/// <content>PCV2xx: settings that do not go together.</content>
public static partial class RuleExamples
{
    private const string Source = "{ kind: cifar100, labels: fine }";

    private static IEnumerable<RuleExample> CrossField() =>
        [
            Edit(
                Rules.HeadsDivideWidth,
                "Each head works on an equal part of the queries, keys and values.",
                "heads: 3",
                "heads: 5",
                "5"
            ),
            Edit(
                Rules.PatchTooLarge,
                "Not a single patch could be cut out, so there would be no inputs to attend to.",
                "size: 4",
                "size: 40",
                "40"
            ),
            Edit(
                Rules.ValueWidth,
                "Without a projection the values are added to the queries' rows as they are, and must be as wide.",
                "v_width: 12",
                "v_width: 6, output_projection: false",
                "6",
                "v_width: 12, output_projection: false"
            ),
            Edit(
                Rules.PositionWidth,
                "An added code has the width of what it is added to; a concatenated learned one has a width of its own.",
                "combine: concat, width: 5",
                "combine: add, width: 5",
                "5",
                "combine: add"
            ),
            Edit(
                Rules.SourceChannels,
                "The images of a data set have a fixed number of channels; a model of another number cannot read them.",
                "channels: 3",
                "channels: 1",
                "1"
            ),
            Edit(
                Rules.SourceClasses,
                "With fewer outputs than labels the loss has no meaning; with more, some outputs are never asked for.",
                "classes: 100",
                "classes: 10",
                "10"
            ),
            Edit(
                Rules.SplitSum,
                "What is held out for validation and testing is taken from the examples; something must be left.",
                Source + "\n  split: { validation: 0.25 }",
                "{ kind: image_folder, path: images }\n  split: { validation: 0.5, test: 0.5 }",
                "0.5",
                "{ kind: image_folder, path: images }\n  split: { validation: 0.2, test: 0.2 }"
            ),
            Edit(
                Rules.ShippedTest,
                "Results on such a data set are compared on the test part that it comes with.",
                "validation: 0.25",
                "validation: 0.25, test: 0.25",
                "0.25"
            ),
            Edit(
                Rules.GroupNeedsCsv,
                "Which group an image belongs to is read from a column of the CSV.",
                Source,
                "{ kind: image_folder, path: images, group_column: patient }",
                "patient",
                "{ kind: image_folder, path: images, csv: labels.csv, group_column: patient }"
            ),
            Edit(
                Rules.LastBreaksGroups,
                "A person whose images stand on both sides of a split makes the measured accuracy too high.",
                Source + "\n  split: { validation: 0.25 }",
                "{ kind: image_folder, path: images, csv: labels.csv, group_column: patient }\n"
                    + "  split: { validation: 0.25, method: last }",
                "last",
                "{ kind: image_folder, path: images, csv: labels.csv, group_column: patient }\n"
                    + "  split: { validation: 0.25, method: random }"
            ),
            Edit(
                Rules.DuplicateClass,
                "A class's place in the list is its label; with a name listed twice, an image would have two labels.",
                "classes: 100 }\ndata:\n  source: " + Source,
                "classes: 3 }\ndata:\n  source: { kind: image_folder, path: images, classes: [cat, dog, cat] }",
                "cat",
                "classes: 3 }\ndata:\n  source: { kind: image_folder, path: images, classes: [cat, dog, cow] }"
            ),
            Edit(
                Rules.CropTooLarge,
                "A mirrored border repeats the image beyond its edge, once: there is no more of it.",
                "padding: 2",
                "padding: 32",
                "32"
            ),
            Edit(
                Rules.ModelTooLarge,
                "Beyond this, counts of parameters and operations overflow, and no machine could hold the model anyway.",
                "latents: { count: 8, width: 12 }\n  encoder:\n    stages: 2\n    blocks: 1\n    sharing: all",
                "latents: { count: 8, width: 16384 }\n  encoder:\n    stages: 64\n    blocks: 128\n    sharing: none",
                "latents"
            ),
        ];
}
