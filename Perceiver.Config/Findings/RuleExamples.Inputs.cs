namespace Perceiver.Config;

/// <content>PCV21x and PCV22x: inputs, and what stands between them and the byte array.</content>
public static partial class RuleExamples
{
    private const string Patches = "{ kind: patches, size: 4 }";

    private static IEnumerable<RuleExample> Inputs() =>
        [
            Edit(
                Rules.DoesNotFitInput,
                "Each preprocessor and each position code is made for some kinds of input: an image has no tokens to look up.",
                Patches,
                "embedding",
                "embedding"
            ),
            Edit(
                Rules.FramesPerPatch,
                "A patch cannot hold more frames than there are; an image is one.",
                Patches,
                "{ kind: patches, size: 4, frames: 2 }",
                "2"
            ),
            Over(
                ExampleModels.Points,
                Rules.NothingLeft,
                "Without a single value in a single input there is nothing for the cross-attend to read.",
                "positions: { kind: fourier, bands: 4, max_resolution: [8] }",
                "preprocessor: { kind: points, coordinates: false }\n  positions: none",
                "false",
                "preprocessor: { kind: points, coordinates: true }\n  positions: none"
            ),
            Edit(
                Rules.ResolutionCount,
                "Each axis has frequencies up to its own resolution; one too many belongs to no axis.",
                "kind: learned, combine: concat, width: 5",
                "kind: fourier, bands: 2, max_resolution: [8, 8, 8]",
                "max_resolution",
                "kind: fourier, bands: 2, max_resolution: [8, 8]"
            ),
            Over(
                ExampleModels.Language,
                Rules.TokenOutOfVocabulary,
                "Tokens count from 0, so the last is one less than there are. One beyond has no row in the embedding.",
                "mask_token: 256",
                "mask_token: 262",
                "262"
            ),
            Over(
                ExampleModels.Language,
                Rules.SameToken,
                "Padding is masked from attention: a mask token that is padding could not even be seen to be asked about.",
                "vocabulary: 262",
                "vocabulary: 262, padding: 256",
                "256",
                "vocabulary: 262, padding: 0"
            ),
            Over(
                ExampleModels.Language,
                Rules.MaskShares,
                "Of the tokens to be found some become random ones and some stay; the rest becomes the mask.",
                "mask_token: 256",
                "mask_token: 256, random_share: 0.6, kept_share: 0.5",
                "0.6",
                "mask_token: 256, random_share: 0.1, kept_share: 0.5"
            ),
        ];
}
