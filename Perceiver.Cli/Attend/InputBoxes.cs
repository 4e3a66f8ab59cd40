using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary>Which pixels of an image an input stands for.</summary>
public static class InputBoxes
{
    /// <summary>
    /// The pixels of each input, row by row: a patch's own, without what pads it; of pixels with a stride, and behind a
    /// convolution, the cell of the grid.
    /// </summary>
    /// <exception cref="ArgumentException">The model takes no images.</exception>
    public static IReadOnlyList<PixelBox> Of(ModelConfig model)
    {
        if (model.Input is not InputConfig.Image image)
        {
            throw new ArgumentException("Only inputs of an image stand for pixels.", nameof(model));
        }

        var grid = InputLayout.Of(model).Grid;
        return
        [
            .. Enumerable
                .Range(0, grid[0] * grid[1])
                .Select(i =>
                {
                    var (top, height) = Span(model.Preprocessor, i / grid[1], grid[0], image.Height);
                    var (left, width) = Span(model.Preprocessor, i % grid[1], grid[1], image.Width);
                    return new PixelBox(top, left, height, width);
                }),
        ];
    }

    /// <summary>
    /// A map over inputs as one over pixels, <c>[height, width]</c>: an input's share is spread evenly over its pixels, and
    /// overlapping inputs add up.
    /// </summary>
    public static float[] Spread(IReadOnlyList<PixelBox> boxes, IReadOnlyList<float> map, int height, int width)
    {
        var pixels = new float[height * width];
        for (var i = 0; i < map.Count; i++)
        {
            var box = boxes[i];
            for (var y = box.Top; y < box.Top + box.Height; y++)
            {
                for (var x = box.Left; x < box.Left + box.Width; x++)
                {
                    pixels[(y * width) + x] += map[i] / (box.Height * box.Width);
                }
            }
        }

        return pixels;
    }

    // First pixel and how many, along one axis.
    private static (int First, int Count) Span(PreprocessorConfig preprocessor, int place, int places, int side)
    {
        var (first, end) = preprocessor is PreprocessorConfig.Patches patches
            ? ((place * patches.Stride) - patches.Padding, (place * patches.Stride) - patches.Padding + patches.Size)
            : (place * side / places, (place + 1) * side / places);
        var start = Math.Max(0, first);
        return (start, Math.Max(0, Math.Min(side, end) - start));
    }
}
