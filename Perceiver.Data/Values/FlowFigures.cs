namespace Perceiver.Data;

/// <summary>How far a flow is from the true one. Sums of many scenes' pixels, in the order in which they are added.</summary>
public sealed class FlowFigures
{
    private double _distance;
    private double _squares;
    private long _pixels;

    /// <summary>Mean squared error of a number: what a step makes small.</summary>
    public double SquaredError => _squares / Math.Max(1, 2 * _pixels);

    /// <summary>
    /// The mean end-point error, in pixels: how far from where it went a pixel is said to have gone. Beside it the mean
    /// squared error.
    /// </summary>
    public IReadOnlyList<Figure> Figures => [new("epe", _distance / Math.Max(1, _pixels)), new("mse", SquaredError)];

    /// <summary>Adds pixels.</summary>
    /// <param name="answer">To the right and down, <c>[pixels, 2]</c>.</param>
    /// <param name="wanted">The same, as it is.</param>
    public void Add(ReadOnlySpan<float> answer, ReadOnlySpan<float> wanted)
    {
        for (var p = 0; p < wanted.Length; p += 2)
        {
            var (right, down) = ((double)answer[p] - wanted[p], (double)answer[p + 1] - wanted[p + 1]);
            var square = (right * right) + (down * down);
            _squares += square;
            _distance += Math.Sqrt(square);
            _pixels++;
        }
    }
}
