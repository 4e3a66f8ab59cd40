namespace Perceiver.Data;

/// <summary>
/// How each pixel along one axis of a new image is blended from two pixels of the old:
/// <c>(1 - weight) * old[first] + weight * old[second]</c>.
/// </summary>
internal sealed class AxisTaps(int count)
{
    /// <summary>Index of the one pixel.</summary>
    public int[] First { get; } = new int[count];

    /// <summary>Index of the other.</summary>
    public int[] Second { get; } = new int[count];

    /// <summary>Share of the other, in [0, 1).</summary>
    public float[] Weight { get; } = new float[count];

    /// <summary>How many pixels the new axis has.</summary>
    public int Count => First.Length;

    /// <summary>
    /// Bilinear scaling with half-pixel centres and no antialiasing (TensorFlow's and Keras' resize; PyTorch's
    /// interpolate with align_corners false): outside the image stands its border.
    /// </summary>
    public static AxisTaps Scale(int from, int to)
    {
        var taps = new AxisTaps(to);
        var scale = (double)from / to;
        for (var i = 0; i < to; i++)
        {
            taps.Set(i, Math.Clamp(((i + 0.5) * scale) - 0.5, 0, from - 1), from);
        }

        return taps;
    }

    /// <summary>
    /// Zoom about the middle, as Keras' RandomZoom has it: new pixel i shows the old image at
    /// <c>zoom * i + (size - 1) / 2 * (1 - zoom)</c>, so a zoom above 1 shows more than the image; what is outside is the
    /// image mirrored with its border repeated (d c b a | a b c d | d c b a).
    /// </summary>
    public static AxisTaps Zoom(int size, double zoom)
    {
        var taps = new AxisTaps(size);
        var offset = (size - 1) / 2.0 * (1 - zoom);
        for (var i = 0; i < size; i++)
        {
            taps.Set(i, (zoom * i) + offset, size);
        }

        return taps;
    }

    private void Set(int i, double position, int size)
    {
        var floor = Math.Floor(position);
        First[i] = Mirror((int)floor, size);
        Second[i] = Mirror((int)floor + 1, size);
        Weight[i] = (float)(position - floor);
    }

    /// <summary>The pixel that stands at <paramref name="i"/> when the image is mirrored with its border repeated.</summary>
    public static int Mirror(int i, int size)
    {
        var period = 2 * size;
        var inside = ((i % period) + period) % period;
        return inside < size ? inside : period - 1 - inside;
    }
}
