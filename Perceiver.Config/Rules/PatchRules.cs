namespace Perceiver.Config;

/// <summary>Rules on patches of images and videos.</summary>
internal static class PatchRules
{
    public static void Fits(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var part in ModelParts.Inputs(config.Model))
        {
            if (
                part.Preprocessor is PreprocessorConfig.Patches patches
                && InputRules.Sides(part.Input) is var (height, width)
            )
            {
                Fits(part.PreprocessorPath, patches, height, width, places);
            }
        }
    }

    private static void Fits(string path, PreprocessorConfig.Patches patches, int height, int width, PlaceFinder places)
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
