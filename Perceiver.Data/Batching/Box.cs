using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>A part of an image.</summary>
internal readonly record struct Box(int Top, int Left, int Height, int Width)
{
    private const int Attempts = 10;

    /// <summary>
    /// A box of a share of the image's area and with a ratio of width to height, both drawn from ranges (the ratio evenly
    /// in its logarithm), at a random place; null where ten attempts gave none that fits.
    /// </summary>
    public static Box? Draw(
        ref RandomStream random,
        ImageShape shape,
        double minArea,
        double maxArea,
        double minRatio,
        double maxRatio
    )
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var area = random.Uniform(minArea, maxArea) * shape.Height * shape.Width;
            var ratio = Math.Exp(random.Uniform(Math.Log(minRatio), Math.Log(maxRatio)));
            var (height, width) = ((int)Math.Round(Math.Sqrt(area / ratio)), (int)Math.Round(Math.Sqrt(area * ratio)));
            if (height >= 1 && width >= 1 && height <= shape.Height && width <= shape.Width)
            {
                return new(
                    random.Below(shape.Height - height + 1),
                    random.Below(shape.Width - width + 1),
                    height,
                    width
                );
            }
        }

        return null;
    }

    /// <summary>The box, resized to the whole image.</summary>
    public void Enlarge(ReadOnlySpan<float> source, ImageShape shape, Span<float> target)
    {
        var part = shape with { Height = Height, Width = Width };
        var pixels = new float[part.Size];
        for (var y = 0; y < Height; y++)
        {
            source
                .Slice(((Top + y) * shape.Stride) + (Left * shape.Channels), part.Stride)
                .CopyTo(pixels.AsSpan(y * part.Stride));
        }

        var rows = ResizeFilter.Of(ResizeMethod.Bilinear, Height, shape.Height);
        var columns = ResizeFilter.Of(ResizeMethod.Bilinear, Width, shape.Width);
        FilterResampler.Apply(pixels, part, rows, columns, target);
    }

    /// <summary>Copies the box from one image into another.</summary>
    public void Copy(ReadOnlySpan<float> source, ImageShape shape, Span<float> target)
    {
        for (var y = Top; y < Top + Height; y++)
        {
            var start = (y * shape.Stride) + (Left * shape.Channels);
            source.Slice(start, Width * shape.Channels).CopyTo(target[start..]);
        }
    }

    /// <summary>Makes the box black.</summary>
    public void Clear(ImageShape shape, Span<float> image)
    {
        for (var y = Top; y < Top + Height; y++)
        {
            image.Slice((y * shape.Stride) + (Left * shape.Channels), Width * shape.Channels).Clear();
        }
    }
}
