using System.Runtime.CompilerServices;
using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>
/// Fourier features of where an input stands (2103.03206, section 3.2): the positions in [-1, 1] per axis, then all sines
/// (axis-major, band-minor), then all cosines of π · frequency · position.
/// </summary>
internal static class PositionCodes
{
    // A function of the config alone. The table forgets a config together with its codes, and holds no tensor.
    private static readonly ConditionalWeakTable<ModelConfig, double[]> Known = [];

    /// <summary>The features of every input, row-major, <c>inputs · features</c> numbers.</summary>
    public static double[] Of(ModelConfig model, PositionConfig.Fourier fourier) =>
        Known.GetValue(model, model => Fourier(fourier.Code, Shapes.InputGrid(model).AsSpan()));

    /// <summary>The features over a grid of any number of axes, the last running fastest.</summary>
    public static double[] Fourier(FourierConfig fourier, ReadOnlySpan<int> grid)
    {
        var frequencies = new double[grid.Length][];
        var inputs = 1;
        for (var axis = 0; axis < grid.Length; axis++)
        {
            frequencies[axis] = Linspace(1, Resolution(fourier, grid, axis) / 2, fourier.Bands);
            inputs *= grid[axis];
        }

        var codes = new List<double>();
        var position = new double[grid.Length];
        for (var input = 0; input < inputs; input++)
        {
            var rest = input;
            for (var axis = grid.Length - 1; axis >= 0; axis--)
            {
                position[axis] = grid[axis] == 1 ? -1 : -1 + (2.0 * (rest % grid[axis]) / (grid[axis] - 1));
                rest /= grid[axis];
            }

            AddFeatures(codes, position, frequencies, fourier.IncludePositions);
        }

        return [.. codes];
    }

    private static void AddFeatures(List<double> codes, double[] position, double[][] frequencies, bool positions)
    {
        if (positions)
        {
            codes.AddRange(position);
        }

        foreach (var wave in (ReadOnlySpan<Func<double, double>>)[Math.Sin, Math.Cos])
        {
            for (var axis = 0; axis < position.Length; axis++)
            {
                foreach (var frequency in frequencies[axis])
                {
                    codes.Add(wave(Math.PI * frequency * position[axis]));
                }
            }
        }
    }

    private static double Resolution(FourierConfig fourier, ReadOnlySpan<int> grid, int axis) =>
        fourier.MaxResolution.Count switch
        {
            0 => grid[axis],
            1 => fourier.MaxResolution[0],
            _ => fourier.MaxResolution[axis],
        };

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
