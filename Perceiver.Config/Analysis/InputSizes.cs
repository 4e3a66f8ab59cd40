namespace Perceiver.Config;

/// <summary>How a raw input is cut into inputs.</summary>
internal static class InputSizes
{
    private const long Most = int.MaxValue;

    /// <summary>Inputs along each axis; empty for points and labels, which lie on no grid.</summary>
    public static EquatableArray<int> Of(InputConfig input, PreprocessorConfig? preprocessor) =>
        input switch
        {
            InputConfig.Image image => [Along(image.Height, preprocessor), Along(image.Width, preprocessor)],
            InputConfig.Video video => Frames(video, preprocessor) is > 1 and var frames
                ? [frames, Along(video.Height, preprocessor), Along(video.Width, preprocessor)]
                : [Along(video.Height, preprocessor), Along(video.Width, preprocessor)],
            InputConfig.Tokens tokens => [tokens.Length],
            InputConfig.Audio audio =>
            [
                audio.Samples / Math.Max(1, (preprocessor as PreprocessorConfig.AudioPatches)?.Size ?? 1),
            ],
            InputConfig.Array array => array.Axes,
            _ => [],
        };

    /// <summary>How many inputs.</summary>
    public static long Count(InputConfig input, EquatableArray<int> grid) =>
        input switch
        {
            InputConfig.Points points => points.Count,
            InputConfig.Label => 1,
            _ => grid.Aggregate(1L, (product, size) => Math.Min(Most, product * size)),
        };

    /// <summary>Raw elements along each axis: pixels, samples, tokens.</summary>
    public static EquatableArray<int> Elements(InputConfig input) =>
        input switch
        {
            InputConfig.Image image => [image.Height, image.Width],
            InputConfig.Video video => [video.Frames, video.Height, video.Width],
            InputConfig.Tokens tokens => [tokens.Length],
            InputConfig.Audio audio => [audio.Samples],
            InputConfig.Array array => array.Axes,
            _ => [],
        };

    /// <summary>How many raw elements there are.</summary>
    public static long ElementCount(InputConfig input) =>
        input switch
        {
            InputConfig.Points points => points.Count,
            InputConfig.Modalities several => several.Parts.Sum(part => ElementCount(part.Input)),
            _ => Elements(input).Aggregate(1L, (product, size) => Math.Min(Most, product * size)),
        };

    /// <summary>What an input is made of; an embedded token stands for its scores.</summary>
    public static int ContentOf(InputConfig input, PreprocessorConfig preprocessor) =>
        preprocessor is PreprocessorConfig.Patches or PreprocessorConfig.AudioPatches
            ? RawWidth(input, preprocessor)
            : Channels(input);

    /// <summary>Numbers of one raw element: channels, scores of a token, coordinates and features of a point.</summary>
    public static int Channels(InputConfig input) =>
        input switch
        {
            InputConfig.Image image => image.Channels,
            InputConfig.Video video => video.Channels,
            InputConfig.Tokens tokens => tokens.Vocabulary,
            InputConfig.Audio audio => audio.Channels,
            InputConfig.Points points => points.Dimensions + points.Features,
            InputConfig.Array array => array.Channels,
            InputConfig.Label label => label.Classes,
            _ => 0,
        };

    /// <summary>Raw values per input.</summary>
    public static int RawWidth(InputConfig input, PreprocessorConfig? preprocessor) =>
        preprocessor switch
        {
            PreprocessorConfig.Patches patches => patches.Size * patches.Size * patches.Frames * Channels(input),
            PreprocessorConfig.Conv conv => conv.Width,
            PreprocessorConfig.Embedding embedding => embedding.Width,
            PreprocessorConfig.AudioPatches audio => audio.Size * Channels(input),
            PreprocessorConfig.Points { Coordinates: false } when input is InputConfig.Points points => points.Features,
            _ => Channels(input),
        };

    /// <summary>Inputs along height or width.</summary>
    public static int Along(int side, PreprocessorConfig? preprocessor) =>
        preprocessor switch
        {
            PreprocessorConfig.Pixels pixels => Cut(side, 1, pixels.Stride),
            PreprocessorConfig.Patches patches => Cut(side + (2 * patches.Padding), patches.Size, patches.Stride),
            PreprocessorConfig.Conv conv => Enumerable
                .Range(0, conv.Layers)
                .Aggregate(side, (rest, _) => Pooled(Convolved(rest, conv), conv)),
            _ => side,
        };

    private static int Frames(InputConfig.Video video, PreprocessorConfig? preprocessor) =>
        preprocessor is PreprocessorConfig.Patches patches
            ? Cut(video.Frames, patches.Frames, patches.Frames)
            : video.Frames;

    /// <summary>What a convolution leaves of a side, before its pool.</summary>
    public static int Convolved(int side, PreprocessorConfig.Conv conv) =>
        conv.Padding == ConvPadding.Same
            ? (side + conv.Stride - 1) / Math.Max(1, conv.Stride)
            : Cut(side + (2 * (conv.Size / 2)), conv.Size, conv.Stride);

    // DeepMind's rounds up; Hugging Face's has nothing around it.
    private static int Pooled(int side, PreprocessorConfig.Conv conv) =>
        conv.Padding == ConvPadding.Same ? (side + 1) / 2 : Cut(side, 3, 2);

    private static int Cut(int side, int size, int stride) => Math.Max(0, (side - size) / Math.Max(1, stride) + 1);
}
