namespace Perceiver.Config;

/// <content>PCV3xx: advice.</content>
public static partial class RuleExamples
{
    private static IEnumerable<RuleExample> Advice() =>
        [
            Edit(
                Rules.SharingHasNoEffect,
                "Sharing means that several stages use the same weights; here there is nothing that could be shared.",
                "stages: 2",
                "stages: 1",
                "all",
                "stages: 3"
            ),
            Edit(
                Rules.NoBottleneck,
                "A Perceiver saves its work by having fewer latents than inputs.",
                "count: 8",
                "count: 64",
                "64"
            ),
            Edit(
                Rules.NoValidation,
                "The checkpoint that counts is the one with the best figure on examples that were not trained on.",
                "validation: 0.25",
                "validation: 0",
                "0"
            ),
            Edit(
                Rules.NoPositions,
                "Attention does not know where an input stands unless the input says so.",
                "{ kind: learned, combine: concat, width: 5 }",
                "none",
                "none"
            ),
            Edit(
                Rules.PixelsLeftOut,
                "Pixels that no patch covers are never seen by the model, in training or later.",
                "size: 4",
                "size: 5",
                "5"
            ),
            Edit(
                Rules.NoEffect,
                "Somebody who wrote the setting expects something of it.",
                "hidden: []",
                "hidden: [], activation: relu",
                "relu",
                "hidden: [16], activation: relu"
            ),
            Edit(
                Rules.AboveNyquist,
                "A frequency above half the sampling rate looks like a lower one: two bands then say the same.",
                "kind: learned, combine: concat, width: 5",
                "kind: fourier, bands: 2, max_resolution: [33]",
                "max_resolution",
                "kind: fourier, bands: 2, max_resolution: [8]"
            ),
            Over(
                ExampleModels.Sound,
                Rules.SamplesLeftOut,
                "Samples that no piece covers are never heard by the model, in training or later.",
                "size: 16",
                "size: 15",
                "15"
            ),
            Edit(
                Rules.ActivationMemory,
                "A step that does not fit into memory fails only when the run has begun, and not always with its first batch.",
                "batch_size: 64",
                "batch_size: 4096\n  memory_budget: 0.1",
                "4096",
                "batch_size: 64\n  memory_budget: 0.1"
            ),
            Over(
                ExampleModels.Points,
                Rules.TableOfPoints,
                "Points stand in their list in no order: the third point of one cloud has nothing in common with another's.",
                "{ kind: fourier, bands: 4, max_resolution: [8] }",
                "learned",
                "learned"
            ),
        ];
}
