using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>
/// How each pixel along one axis of a new image is a weighted sum of neighbouring pixels of the old, as PyTorch's
/// interpolate has it: half-pixel centres; without antialiasing the border is repeated outside and the cubic has
/// a = -0.75; with it the kernel is stretched over all pixels that fall into a new one, the cubic has a = -0.5 (as PIL's),
/// and what is outside has no part.
/// </summary>
internal sealed class ResizeFilter
{
    private readonly int[] _first;
    private readonly float[][] _weights;

    private ResizeFilter(int[] first, float[][] weights) => (_first, _weights) = (first, weights);

    /// <summary>How many pixels the new axis has.</summary>
    public int Count => _first.Length;

    /// <summary>Index of the first old pixel of new pixel <paramref name="i"/>.</summary>
    public int First(int i) => _first[i];

    /// <summary>The weights of it and its followers; they add up to 1.</summary>
    public ReadOnlySpan<float> Weights(int i) => _weights[i];

    /// <summary>The filter from <paramref name="from"/> to <paramref name="to"/> pixels.</summary>
    public static ResizeFilter Of(ResizeMethod method, int from, int to) =>
        method switch
        {
            ResizeMethod.Bilinear => Repeating(from, to, 1, Triangle),
            ResizeMethod.Bicubic => Repeating(from, to, 2, x => Cubic(x, -0.75)),
            ResizeMethod.BicubicAntialiased => Stretched(from, to, 2, x => Cubic(x, -0.5)),
            _ => Stretched(from, to, 1, Triangle),
        };

    private static ResizeFilter Repeating(int from, int to, int reach, Func<double, double> kernel)
    {
        var filter = new ResizeFilter(new int[to], new float[to][]);
        for (var i = 0; i < to; i++)
        {
            var centre = ((i + 0.5) * from / to) - 0.5;
            if (reach == 1)
            {
                centre = Math.Clamp(centre, 0, from - 1);
            }

            var start = (int)Math.Floor(centre) - reach + 1;
            var first = Math.Clamp(start, 0, from - 1);
            var weights = new double[Math.Clamp(start + (2 * reach) - 1, 0, from - 1) - first + 1];
            for (var k = start; k < start + (2 * reach); k++)
            {
                weights[Math.Clamp(k, 0, from - 1) - first] += kernel(k - centre);
            }

            filter.Set(i, first, weights);
        }

        return filter;
    }

    private static ResizeFilter Stretched(int from, int to, double radius, Func<double, double> kernel)
    {
        var filter = new ResizeFilter(new int[to], new float[to][]);
        var scale = (double)from / to;
        var stretch = Math.Max(scale, 1);
        var reach = radius * stretch;
        for (var i = 0; i < to; i++)
        {
            var centre = (i + 0.5) * scale;
            var first = Math.Max((int)Math.Floor(centre - reach), 0);
            var last = Math.Min((int)Math.Ceiling(centre + reach), from);
            var weights = new double[last - first];
            for (var k = 0; k < weights.Length; k++)
            {
                weights[k] = kernel((first + k + 0.5 - centre) / stretch);
            }

            var total = weights.Sum();
            filter.Set(i, first, Array.ConvertAll(weights, weight => weight / total));
        }

        return filter;
    }

    private void Set(int i, int first, double[] weights) =>
        (_first[i], _weights[i]) = (first, Array.ConvertAll(weights, weight => (float)weight));

    private static double Triangle(double x) => Math.Max(0, 1 - Math.Abs(x));

    // Keys' convolution kernel (1981).
    private static double Cubic(double x, double a)
    {
        x = Math.Abs(x);
        return x < 1 ? (((((a + 2) * x) - (a + 3)) * x) * x) + 1
            : x < 2 ? ((((((x - 5) * x) + 8) * x) - 4) * a)
            : 0;
    }
}
