using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>
/// Fourier features of where an input stands (2103.03206, section 3.2): waves of π · frequency · position, with positions
/// in [-1, 1] per axis.
/// </summary>
internal static class PositionCodes
{
    // A function of the config alone. The table forgets a code together with its config, and holds no tensor.
    private static readonly ConditionalWeakTable<
        FourierConfig,
        ConcurrentDictionary<EquatableArray<int>, double[]>
    > Known = [];

    /// <summary>The features of every place of a grid, row-major, <c>places · features</c> numbers; made once for each.</summary>
    public static double[] Of(FourierConfig fourier, EquatableArray<int> grid) =>
        Known.GetValue(fourier, static _ => []).GetOrAdd(grid, places => Fourier(fourier, places.AsSpan()));

    /// <summary>The features over a grid of any number of axes, the last running fastest; it reaches from -1 to 1.</summary>
    public static double[] Fourier(FourierConfig fourier, ReadOnlySpan<int> grid)
    {
        var places = 1;
        foreach (var size in grid)
        {
            places *= size;
        }

        return Features(fourier, grid, [.. Enumerable.Range(0, places).Select(place => (long)place)], size => size - 1);
    }

    /// <summary>
    /// The features of some places of a grid, by their row-major numbers. A single place stands at -1 + 2 · index / size
    /// (Perceiver IO's subsampled queries), so that the last one is short of 1.
    /// </summary>
    public static double[] Places(FourierConfig fourier, ReadOnlySpan<int> grid, ReadOnlySpan<long> places) =>
        Features(fourier, grid, places, size => size);

    private static double[] Features(
        FourierConfig fourier,
        ReadOnlySpan<int> grid,
        ReadOnlySpan<long> places,
        Func<int, int> steps
    )
    {
        var frequencies = new double[grid.Length][];
        for (var axis = 0; axis < grid.Length; axis++)
        {
            frequencies[axis] = Frequencies(fourier, axis, grid[axis]);
        }

        var codes = new List<double>();
        var position = new double[grid.Length];
        foreach (var place in places)
        {
            var rest = place;
            for (var axis = grid.Length - 1; axis >= 0; axis--)
            {
                position[axis] = -1 + (2.0 * (rest % grid[axis]) / Math.Max(1, steps(grid[axis])));
                rest /= grid[axis];
            }

            if (fourier.Order == FourierOrder.ByAxis)
            {
                AddByAxis(codes, position, frequencies, fourier);
            }
            else
            {
                AddPositionsFirst(codes, position, frequencies, fourier);
            }
        }

        return [.. codes];
    }

    /// <summary>The frequencies of an axis: linspace(1, resolution / 2, bands).</summary>
    /// <param name="fourier">Bands and resolutions.</param>
    /// <param name="axis">Which axis.</param>
    /// <param name="inputs">Inputs along it: its resolution where the config names none.</param>
    public static double[] Frequencies(FourierConfig fourier, int axis, int inputs)
    {
        var resolution = fourier.MaxResolution.Count switch
        {
            0 => inputs,
            1 => fourier.MaxResolution[0],
            _ => fourier.MaxResolution[axis],
        };
        return Linspace(1, resolution / 2, fourier.Bands);
    }

    private static void AddPositionsFirst(
        List<double> codes,
        double[] position,
        double[][] frequencies,
        FourierConfig fourier
    )
    {
        if (fourier.IncludePositions)
        {
            codes.AddRange(position);
        }

        foreach (var wave in Waves(fourier))
        {
            for (var axis = 0; axis < position.Length; axis++)
            {
                Add(codes, wave, frequencies[axis], position[axis]);
            }
        }
    }

    private static void AddByAxis(List<double> codes, double[] position, double[][] frequencies, FourierConfig fourier)
    {
        for (var axis = 0; axis < position.Length; axis++)
        {
            foreach (var wave in Waves(fourier))
            {
                Add(codes, wave, frequencies[axis], position[axis]);
            }

            if (fourier.IncludePositions)
            {
                codes.Add(position[axis]);
            }
        }
    }

    private static ReadOnlySpan<Func<double, double>> Waves(FourierConfig fourier) =>
        fourier.Cosines ? (Func<double, double>[])[Math.Sin, Math.Cos] : (Func<double, double>[])[Math.Sin];

    private static void Add(List<double> codes, Func<double, double> wave, double[] frequencies, double position)
    {
        foreach (var frequency in frequencies)
        {
            codes.Add(wave(Math.PI * frequency * position));
        }
    }

    private static double[] Linspace(double start, double end, int count)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = count == 1 ? start : start + ((end - start) * i / (count - 1));
        }

        return values;
    }
}
