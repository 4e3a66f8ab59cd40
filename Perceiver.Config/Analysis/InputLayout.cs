namespace Perceiver.Config;

/// <summary>
/// The byte array that an input becomes: how many inputs, along which axes, and how wide. Of settings that could not be
/// read (null, 0) it still gives some answer, never an exception.
/// </summary>
/// <param name="Grid">Inputs along each axis; empty where they lie on no grid.</param>
/// <param name="Axes">Axes of the position code.</param>
/// <param name="Count">How many inputs.</param>
/// <param name="RawWidth">Raw values per input, before any linear layer.</param>
/// <param name="ContentWidth">Channels per input after the preprocessor, before positions.</param>
/// <param name="PositionFeatures">Values of the position code before any linear layer; 0 without positions.</param>
/// <param name="PositionProjection">Width of the linear layer over the position code, or null where there is none.</param>
/// <param name="Width">Channels per input, positions included.</param>
public sealed record InputLayout(
    EquatableArray<int> Grid,
    int Axes,
    long Count,
    int RawWidth,
    int ContentWidth,
    int PositionFeatures,
    int? PositionProjection,
    int Width
)
{
    private static readonly InputLayout Nothing = new([], 0, 0, 0, 0, 0, null, 0);

    /// <summary>The layout of a model's inputs; of several, all of them one after the other, padded to one width.</summary>
    public static InputLayout Of(ModelConfig model) => Of(model.Input, model.Preprocessor, model.Positions);

    /// <summary>The layout of one of several inputs, before it is padded.</summary>
    public static InputLayout Of(ModalityConfig part) => Of(part.Input, part.Preprocessor, part.Positions);

    /// <summary>The width that several inputs are padded to.</summary>
    public static int Common(InputConfig.Modalities several) => Together(several).Width;

    internal static InputLayout Of(InputConfig? input, PreprocessorConfig? preprocessor, PositionConfig? positions)
    {
        if (input is InputConfig.Modalities several)
        {
            return Together(several);
        }

        if (input is null)
        {
            return Nothing;
        }

        var grid = InputSizes.Of(input, preprocessor);
        var axes = input is InputConfig.Points points ? points.Dimensions : grid.Count;
        var count = InputSizes.Count(input, grid);
        var raw = InputSizes.RawWidth(input, preprocessor);
        var content = Projected(preprocessor) ?? raw;
        var (features, projection) = positions switch
        {
            PositionConfig.Learned learned => (learned.Width ?? content, learned.Projection),
            PositionConfig.Fourier fourier => (
                Features(fourier.Code, axes),
                fourier.Combine == PositionCombine.Add ? content : fourier.Projection
            ),
            PositionConfig.Sinusoidal sinusoidal => (sinusoidal.Width ?? content, null),
            PositionConfig.Random random => (random.Width ?? content, null),
            _ => (0, (int?)null),
        };
        var combine = positions switch
        {
            PositionConfig.Learned learned => learned.Combine,
            PositionConfig.Fourier fourier => fourier.Combine,
            PositionConfig.Sinusoidal sinusoidal => sinusoidal.Combine,
            PositionConfig.Random random => random.Combine,
            _ => PositionCombine.Add,
        };
        var width = content + (combine == PositionCombine.Concat ? projection ?? features : 0);
        return new(grid, axes, count, raw, content, features, projection, width);
    }

    /// <summary>How many Fourier features a position on so many axes has.</summary>
    public static int Features(FourierConfig? code, int axes) =>
        code is null ? 0 : axes * ((code.Bands * (code.Cosines ? 2 : 1)) + (code.IncludePositions ? 1 : 0));

    /// <summary>Width of the linear layer or table of a preprocessor, or null where the raw values are the inputs.</summary>
    public static int? Projected(PreprocessorConfig? preprocessor) =>
        preprocessor switch
        {
            PreprocessorConfig.Pixels pixels => pixels.Width,
            PreprocessorConfig.Patches patches => patches.Width,
            PreprocessorConfig.OneHot oneHot => oneHot.Width,
            PreprocessorConfig.AudioPatches audio => audio.Width,
            PreprocessorConfig.Points points => points.Width,
            _ => null,
        };

    private static InputLayout Together(InputConfig.Modalities several)
    {
        var parts = several.Parts.Where(part => part is not null).Select(part => Of(part)).ToArray();
        var width = parts.Select(part => part.Width).DefaultIfEmpty(0).Max() + several.MinPadding;
        return Nothing with { Count = parts.Sum(part => part.Count), Width = width, ContentWidth = width };
    }
}
