using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>How images that are stored at one size come to the model's; a closed union.</summary>
internal abstract record Resizing
{
    private Resizing() { }

    /// <summary>They have it.</summary>
    public sealed record None : Resizing;

    /// <summary>Two pixels for each, rows first.</summary>
    public sealed record Blended(AxisTaps Rows, AxisTaps Columns) : Resizing;

    /// <summary>A weighted sum of several, columns first.</summary>
    public sealed record Filtered(ResizeFilter Rows, ResizeFilter Columns) : Resizing;

    /// <summary>What a config asks for.</summary>
    public static Resizing Of(ResizeMethod method, ImageShape stored, ImageShape shape) =>
        (stored.Height, stored.Width) == (shape.Height, shape.Width) ? new None()
        : method == ResizeMethod.Auto
            ? new Blended(AxisTaps.Scale(stored.Height, shape.Height), AxisTaps.Scale(stored.Width, shape.Width))
        : new Filtered(
            ResizeFilter.Of(method, stored.Height, shape.Height),
            ResizeFilter.Of(method, stored.Width, shape.Width)
        );
}
