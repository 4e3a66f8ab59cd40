namespace Perceiver.Config;

/// <content>PCV23x and PCV26x: several inputs at once.</content>
public static partial class RuleExamples
{
    private const string RightEye = "- name: right\n        queries: { kind: fourier, grid: [2, 2], bands: 2 }";

    private static IEnumerable<RuleExample> Modalities() =>
        [
            Over(
                ExampleModels.TwoEyes,
                Rules.DuplicateModality,
                "A modality's input and its queries find each other by the name.",
                RightEye,
                RightEye.Replace("right", "left"),
                "left"
            ),
            Over(
                ExampleModels.TwoEyes,
                Rules.UnknownModality,
                "What is asked for must have come in.",
                RightEye,
                RightEye.Replace("right", "rihgt"),
                "rihgt"
            ),
            Over(
                ExampleModels.TwoEyes,
                Rules.InputsAsQueries,
                "All inputs lie in one byte array, one after the other; queries of one modality are about its own.",
                "queries: { kind: learned, count: 4 }",
                "queries: inputs",
                "inputs"
            ),
            Over(
                ExampleModels.TwoEyes,
                Rules.ModalityQueries,
                "A query gives back an input, such as a patch, or an element, such as a pixel; any other number is neither.",
                "count: 4 }",
                "count: 5 }",
                "5"
            ),
            Over(
                ExampleModels.TwoEyes,
                Rules.ModalityOutputs,
                "What is given back is compared number by number with what came in: sixteen pixels of one channel here.",
                "outputs: 16",
                "outputs: 15",
                "15"
            ),
            Over(
                ExampleModels.Clips,
                Rules.ClipParts,
                "A clip is a film, its sound and one of four labels; what it does not have cannot be learned from it.",
                "classes: 4",
                "classes: 10",
                "10"
            ),
        ];
}
