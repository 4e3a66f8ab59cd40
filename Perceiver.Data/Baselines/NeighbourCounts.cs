namespace Perceiver.Data;

/// <summary>How often bytes come alone, beside another and between two others.</summary>
internal sealed class NeighbourCounts
{
    // How many counts a guess from fewer neighbours is worth.
    private const double Weight = 8;

    // After each byte, the shares of the next, never zero.
    private readonly double[][] _next = new double[256][];
    private readonly Dictionary<int, double[]> _between = [];

    /// <param name="bytes">What is counted.</param>
    public NeighbourCounts(ReadOnlyMemory<byte> bytes)
    {
        var text = bytes.Span;
        var pairs = new double[256][];
        for (var i = 0; i < 256; i++)
        {
            pairs[i] = new double[256];
        }

        var alone = new double[256];
        for (var i = 0; i < text.Length; i++)
        {
            alone[text[i]]++;
            if (i > 0)
            {
                pairs[text[i - 1]][text[i]]++;
            }

            if (i > 1)
            {
                var key = (text[i - 2] * 256) + text[i];
                (_between.TryGetValue(key, out var counts) ? counts : _between[key] = new double[256])[text[i - 1]]++;
            }
        }

        var length = text.Length;
        Alone = [.. alone.Select(count => (count + 1) / (length + 256))];
        for (var i = 0; i < 256; i++)
        {
            _next[i] = Mixed(pairs[i], Alone);
        }
    }

    /// <summary>The share of each byte; one that never came has one, too.</summary>
    public double[] Alone { get; }

    /// <summary>The shares of bytes between two neighbours, of which any may be unknown.</summary>
    /// <param name="before">The byte before, or null.</param>
    /// <param name="after">The byte after, or null.</param>
    public double[] Between(int? before, int? after)
    {
        var shares = before is { } left ? _next[left] : Alone;
        if (after is not { } right)
        {
            return shares;
        }

        // As in a chain: the byte after knows of the byte before through the one between alone.
        double[] chained = [.. shares.Select((share, own) => share * _next[own][right])];
        var sum = chained.Sum();
        double[] known = [.. chained.Select(share => share / sum)];
        return before is { } other && _between.TryGetValue((other * 256) + right, out var counts)
            ? Mixed(counts, known)
            : known;
    }

    private static double[] Mixed(double[] counts, double[] shares)
    {
        var all = counts.Sum() + Weight;
        return [.. counts.Select((count, i) => (count + (Weight * shares[i])) / all)];
    }
}
