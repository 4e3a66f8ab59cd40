namespace Perceiver.Cli;

/// <summary>A run of numbers as a line of small bars; the whole run stays in view, however long it gets.</summary>
/// <param name="width">Bars at most; even.</param>
public sealed class Sparkline(int width)
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    private readonly List<double> _means = [];
    private int _each = 1;
    private double _sum;
    private int _count;

    /// <summary>Notes a number; what is no number is left out.</summary>
    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            return;
        }

        (_sum, _count) = (_sum + value, _count + 1);
        if (_count < _each)
        {
            return;
        }

        _means.Add(_sum / _count);
        (_sum, _count) = (0, 0);
        if (_means.Count > width)
        {
            Halve();
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (_means.Count == 0)
        {
            return "";
        }

        var (low, high) = (_means.Min(), _means.Max());
        return string.Concat(_means.Select(mean => Bars[Level(mean)]));

        int Level(double mean) =>
            high > low ? (int)Math.Min((mean - low) / (high - low) * Bars.Length, Bars.Length - 1) : 0;
    }

    // Two neighbours become one bar, and from now on each bar stands for twice as many numbers.
    private void Halve()
    {
        var odd = _means.Count % 2 == 1 ? _means[^1] : (double?)null;
        var pairs = _means.Chunk(2).Where(pair => pair.Length == 2).Select(pair => (pair[0] + pair[1]) / 2).ToArray();
        _means.Clear();
        _means.AddRange(pairs);
        if (odd is { } rest)
        {
            (_sum, _count) = (rest * _each, _each);
        }

        _each *= 2;
    }
}
