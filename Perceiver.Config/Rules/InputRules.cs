namespace Perceiver.Config;

/// <summary>Rules on input, preprocessor and positions.</summary>
internal static class InputRules
{
    private const string Width = "model.positions.width";

    public static void PatchFits(PerceiverConfig config, PlaceFinder places)
    {
        if (config.Model is not { Input: InputConfig.Image image, Preprocessor: PreprocessorConfig.Patches patches })
        {
            return;
        }

        var (side, word) = image.Height <= image.Width ? (image.Height, "height") : (image.Width, "width");
        if (patches.Size > side + (2 * patches.Padding))
        {
            places.Report(Rules.PatchTooLarge, ["model.preprocessor.size"], Text(patches.Size), word, Text(side));
            return;
        }

        var left = string.Join(
            " and ",
            new[]
            {
                patches.Stride > patches.Size ? $"{patches.Stride - patches.Size} between each two" : null,
                Rest(image.Height, patches) is > 0 and var rows ? $"the last {rows} rows" : null,
                Rest(image.Width, patches) is > 0 and var columns ? $"the last {columns} columns" : null,
            }.Where(part => part is not null)
        );
        if (left.Length > 0)
        {
            string[] at = ["model.preprocessor.stride", "model.preprocessor.size"];
            places.Report(Rules.PixelsLeftOut, at, Text(patches.Size), Text(patches.Stride), left);
        }
    }

    public static void PositionWidth(PerceiverConfig config, PlaceFinder places)
    {
        var content = Text(Shapes.ContentWidth(config.Model));
        var problem = config.Model.Positions switch
        {
            PositionConfig.Learned { Combine: PositionCombine.Concat, Width: null } =>
                "A concatenated learned code needs a width.",
            PositionConfig.Learned { Combine: PositionCombine.Add, Width: { } width } =>
                $"An added code has the inputs' width, {content}; its own width {width} must be left out (null).",
            PositionConfig.Fourier { Combine: PositionCombine.Add, Width: { } width } =>
                $"An added code is brought to the inputs' width, {content}; its own width {width} must be left out (null).",
            _ => null,
        };
        if (problem is not null)
        {
            places.Report(Rules.PositionWidth, [Width, "model.positions.combine"], problem);
        }
    }

    public static void PositionsTell(PerceiverConfig config, PlaceFinder places)
    {
        var model = config.Model;
        if (!Fits(model))
        {
            return;
        }

        var (rows, columns) = Shapes.InputGrid(model);
        if (model.Positions is PositionConfig.None && rows * columns > 1)
        {
            var what = model.Preprocessor is PreprocessorConfig.Pixels ? "pixels" : "patches";
            places.Report(Rules.NoPositions, ["model.positions.kind", "model.positions"], what);
        }
        else if (model.Positions is PositionConfig.Fourier { MaxResolution: { } max } && max > Math.Max(rows, columns))
        {
            var longer = Text(Math.Max(rows, columns));
            places.Report(Rules.AboveNyquist, ["model.positions.max_resolution"], NumberText.Format(max), longer);
        }
    }

    /// <summary>Whether the patches fit at all, so that there is a grid of inputs to speak of.</summary>
    public static bool Fits(ModelConfig model) =>
        model is not { Input: InputConfig.Image image, Preprocessor: PreprocessorConfig.Patches patches }
        || patches.Size <= Math.Min(image.Height, image.Width) + (2 * patches.Padding);

    // Padding is no loss: what lies beyond the last patch counts only as far as it is image.
    private static int Rest(int side, PreprocessorConfig.Patches patches)
    {
        var beyond = (side + (2 * patches.Padding) - patches.Size) % patches.Stride;
        return Math.Max(0, beyond - patches.Padding);
    }

    private static string Text(int value) => NumberText.Format(value);
}
