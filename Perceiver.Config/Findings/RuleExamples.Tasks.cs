namespace Perceiver.Config;

/// <content>PCV22x and PCV23x: tasks, decoders, latents and encoders.</content>
public static partial class RuleExamples
{
    private const string Segments = "{ kind: segmentation, classes: 3 }";

    private static IEnumerable<RuleExample> Tasks() =>
        [
            Over(
                ExampleModels.Scene,
                Rules.TaskInput,
                "A task asks something about its input: only a text has tokens that could be masked.",
                Segments,
                "{ kind: masked_language_model, mask_token: 1 }",
                "masked_language_model"
            ),
            Over(
                ExampleModels.Scene,
                Rules.TaskDecoder,
                "A label for the whole example comes from one vector; labels for each pixel come from a query each.",
                Segments,
                "{ kind: classification, classes: 3 }",
                "queries"
            ),
            Over(
                ExampleModels.Scene,
                Rules.TaskQueries,
                "Each query gives one answer, and the task knows how many it compares.",
                "grid: [8, 8]",
                "grid: [8, 4]",
                "grid"
            ),
            Over(
                ExampleModels.Scene,
                Rules.NoRawInputs,
                "What a convolution makes is learned itself; an autoencoder gives back what came in.",
                "grid: [8, 8], bands: 2 }\ntask: " + Segments,
                "grid: [2, 2], bands: 2 }\ntask: autoencoding",
                "autoencoding",
                "grid: [8, 8], bands: 2 }\ntask: { kind: autoencoding, target: elements }"
            ),
            Over(
                ExampleModels.Language,
                Rules.TiedOutput,
                "An answer is scored by its product with each row of the embedding, so both are of one width.",
                "{ kind: embedding, width: 16 }",
                "{ kind: embedding, width: 12 }",
                "tied"
            ),
            Over(
                ExampleModels.Language,
                Rules.OutputWidth,
                "Without a layer after it the answer is the output, number by number.",
                "output: tied",
                "output: none",
                "none"
            ),
            Edit(
                Rules.LatentsWithoutPlace,
                "Up to its own place a latent may see; a learned latent has none, before or after anything.",
                "blocks: 1",
                "blocks: 1\n    causal: true",
                "true"
            ),
            Edit(
                Rules.LastInputsNeedOrder,
                "Patches of an image lie on a plane: none of them is the last.",
                "count: 8, width: 12",
                "count: 8, width: 12, source: last_inputs",
                "last_inputs"
            ),
            Over(
                ExampleModels.NextToken,
                Rules.MoreLatentsThanInputs,
                "Each latent is one of the inputs.",
                "count: 8",
                "count: 65",
                "65"
            ),
            Over(
                ExampleModels.NextToken,
                Rules.LatentWidth,
                "Latents that are inputs have the inputs' width, unless a linear layer stands between.",
                "{ kind: embedding, width: 16 }",
                "{ kind: embedding, width: 12 }",
                "16"
            ),
            Over(
                ExampleModels.NextToken,
                Rules.SeesTheAnswer,
                "A model that sees the token which it is asked for learns to copy it, and has nothing to say later.",
                "causal: true",
                "causal: false",
                "false"
            ),
            Edit(
                Rules.InvertedCount,
                "Each stage is told apart; one that is not named could be meant either way.",
                "blocks: 1",
                "blocks: 1\n    inverted: [true]",
                "inverted",
                "blocks: 1\n    inverted: [true, false]"
            ),
            Edit(
                Rules.AttendingStages,
                "A cross-attend begins a stage, so there are at most as many.",
                "stages: 2",
                "stages: 2\n    attending_stages: 3",
                "3",
                "stages: 2\n    attending_stages: 1"
            ),
            Over(
                ExampleModels.NextToken,
                Rules.RotaryChannels,
                "Two channels together are turned by an angle; one alone cannot be.",
                "share: 0.5",
                "share: 0.3",
                "0.3"
            ),
            Over(
                ExampleModels.Scene,
                Rules.SubsampledQueries,
                "A batch asks for some of the places, each at most once.",
                "bands: 2",
                "bands: 2, subsample: 65",
                "65",
                "bands: 2, subsample: 32"
            ),
        ];
}
