namespace Perceiver.Config;

/// <summary>Rules on inputs, preprocessors and positions.</summary>
internal static class InputRules
{
    public static void PatchFits(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var part in ModelParts.Inputs(config.Model))
        {
            if (part.Preprocessor is PreprocessorConfig.Patches patches && Sides(part.Input) is var (height, width))
            {
                PatchFits(part.PreprocessorPath, patches, height, width, places);
            }
        }
    }

    public static void PositionWidth(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var part in ModelParts.Inputs(config.Model))
        {
            var width = part.Layout.ContentWidth;
            var content = Text(width);
            var (key, problem) = part.Positions switch
            {
                PositionConfig.Learned { Combine: PositionCombine.Concat, Width: null } => (
                    "width",
                    "A concatenated learned code needs a width."
                ),
                PositionConfig.Learned { Combine: PositionCombine.Add, Width: { } own, Projection: null } => (
                    "width",
                    $"An added code has the inputs' width, {content}; its own width {own} must be left out (null)."
                ),
                PositionConfig.Learned { Combine: PositionCombine.Add, Projection: { } brought }
                    when brought != width => (
                    "projection",
                    $"An added code must be brought to the inputs' width, {content}, but its projection is {brought}."
                ),
                PositionConfig.Fourier { Combine: PositionCombine.Add, Projection: { } brought } => (
                    "projection",
                    $"An added code is brought to the inputs' width, {content}; its projection {brought} must be left out (null)."
                ),
                _ => ("", null),
            };
            if (problem is not null)
            {
                string[] at = [$"{part.PositionsPath}.{key}", $"{part.PositionsPath}.combine"];
                places.Report(Rules.PositionWidth, at, problem);
            }
        }
    }

    public static void PositionsTell(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var part in ModelParts.Inputs(config.Model).Where(Fits))
        {
            var path = part.PositionsPath;
            if (part.Positions is PositionConfig.None && part.Layout is { Count: > 1, Grid.Count: > 0 })
            {
                var what = part.Preprocessor switch
                {
                    PreprocessorConfig.Patches or PreprocessorConfig.AudioPatches => "patches",
                    _ when part.Input is InputConfig.Image or InputConfig.Video => "pixels",
                    _ when part.Input is InputConfig.Tokens => "tokens",
                    _ => "elements",
                };
                places.Report(Rules.NoPositions, [$"{path}.kind", path], what);
            }
            else if (part.Positions is PositionConfig.Fourier { Code.MaxResolution: { Count: > 0 } resolutions })
            {
                // Resolutions are those of the raw input: patches may be told apart as finely as their pixels.
                var sides = InputSizes.Elements(part.Input);
                if (sides.Count > 0 && resolutions.Max() > sides.Max())
                {
                    var most = NumberText.Format(resolutions.Max());
                    places.Report(Rules.AboveNyquist, [$"{path}.max_resolution"], most, Text(sides.Max()));
                }
            }
        }
    }

    /// <summary>Whether everything that is cut leaves something, so that there are inputs to speak of.</summary>
    public static bool Fits(ModelConfig model) => ModelParts.Inputs(model).All(Fits);

    private static bool Fits(InputPart part) => part.Layout is { Count: > 0 };

    private static (int Height, int Width)? Sides(InputConfig input) =>
        input switch
        {
            InputConfig.Image image => (image.Height, image.Width),
            InputConfig.Video video => (video.Height, video.Width),
            _ => null,
        };

    private static void PatchFits(
        string path,
        PreprocessorConfig.Patches patches,
        int height,
        int width,
        PlaceFinder places
    )
    {
        var (side, word) = height <= width ? (height, "height") : (width, "width");
        if (patches.Size > side + (2 * patches.Padding))
        {
            places.Report(Rules.PatchTooLarge, [$"{path}.size"], Text(patches.Size), word, Text(side));
            return;
        }

        var left = string.Join(
            " and ",
            new[]
            {
                patches.Stride > patches.Size ? $"{patches.Stride - patches.Size} between each two" : null,
                Rest(height, patches) is > 0 and var rows ? $"the last {rows} rows" : null,
                Rest(width, patches) is > 0 and var columns ? $"the last {columns} columns" : null,
            }.Where(part => part is not null)
        );
        if (left.Length > 0)
        {
            string[] at = [$"{path}.stride", $"{path}.size"];
            places.Report(Rules.PixelsLeftOut, at, Text(patches.Size), Text(patches.Stride), left);
        }
    }

    // Padding is no loss: what lies beyond the last patch counts only as far as it is image.
    private static int Rest(int side, PreprocessorConfig.Patches patches)
    {
        var beyond = (side + (2 * patches.Padding) - patches.Size) % patches.Stride;
        return Math.Max(0, beyond - patches.Padding);
    }

    private static string Text(int value) => NumberText.Format(value);
}
