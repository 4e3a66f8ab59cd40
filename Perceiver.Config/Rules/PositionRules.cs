namespace Perceiver.Config;

/// <summary>Rules on position codes.</summary>
internal static class PositionRules
{
    public static void Width(PerceiverConfig config, PlaceFinder places)
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
                PositionConfig.Sinusoidal { Combine: PositionCombine.Concat, Width: null }
                or PositionConfig.Random { Combine: PositionCombine.Concat, Width: null } => (
                    "width",
                    "A concatenated table needs a width."
                ),
                PositionConfig.Sinusoidal { Combine: PositionCombine.Add, Width: not null }
                or PositionConfig.Random { Combine: PositionCombine.Add, Width: not null } => (
                    "width",
                    $"An added code has the inputs' width, {content}; its own must be left out (null)."
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

    public static void Tell(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var part in ModelParts.Inputs(config.Model).Where(InputRules.Fits))
        {
            var path = part.PositionsPath;
            // A rotary code tells places as well.
            if (
                part.Positions is PositionConfig.None
                && part.Layout is { Count: > 1, Grid.Count: > 0 }
                && config.Model.Encoder.Rotary is RotaryConfig.None
            )
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

    public static void Resolutions(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var part in ModelParts.Inputs(config.Model))
        {
            // A label has no axis at all, which is said elsewhere.
            if (part is { Positions: PositionConfig.Fourier fourier, Layout.Axes: > 0 and var axes })
            {
                Resolutions(fourier.Code, axes, part.PositionsPath, places, part.Input is InputConfig.Points);
            }
        }
    }

    /// <summary>One resolution for all axes or one for each; none only where a grid gives them.</summary>
    public static void Resolutions(FourierConfig code, int axes, string path, PlaceFinder places, bool needed = false)
    {
        var count = code.MaxResolution.Count;
        if (count != axes && count != 1 && (count != 0 || needed))
        {
            var may = (needed ? "1" : "0, 1") + (axes > 1 ? $" or {Text(axes)}" : "");
            places.Report(Rules.ResolutionCount, [$"{path}.max_resolution", path], Text(count), Text(axes), may);
        }
    }

    private static string Text(int value) => NumberText.Format(value);
}
