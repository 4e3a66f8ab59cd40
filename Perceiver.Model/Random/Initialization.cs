using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>First values of parameters.</summary>
internal static class Initialization
{
    // The standard deviation of a normal variable that is redrawn outside ±2: dividing by it restores the variance.
    private const double TruncatedDeviation = 0.879625661034239782;

    /// <summary>Draws a parameter. The draw is made in double precision, so that both precisions start from one point.</summary>
    /// <param name="spec">Its shape and distribution.</param>
    /// <param name="key">The run's key; the parameter's name is folded in, so no other parameter has a say.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <param name="device">Where the parameter shall live.</param>
    public static Tensor Draw(ParameterSpec spec, RngKey key, ScalarType dtype, Device device) =>
        Scoped.Run(() =>
        {
            using var generator = key.Fold(spec.Name).NewGenerator();
            var shape = spec.Shape.Select(size => (long)size).ToArray();
            return Draw(spec, shape, generator).to(dtype).to(device);
        });

    private static Tensor Draw(ParameterSpec spec, long[] shape, Generator generator)
    {
        var init = spec.Init;
        return init.Kind switch
        {
            InitKind.Zeros => zeros(shape, ScalarType.Float64),
            InitKind.Ones => ones(shape, ScalarType.Float64),
            InitKind.Normal => zeros(shape, ScalarType.Float64).normal_(0, init.Scale, generator),
            InitKind.TruncatedNormal => TruncatedNormal(shape, init.Scale, generator),
            InitKind.Uniform => Uniform(shape, init.Scale, generator),
            InitKind.GlorotUniform => Uniform(shape, Math.Sqrt(6.0 / (FanIn(shape) + FanOut(shape))), generator),
            InitKind.LecunNormal => TruncatedNormal(
                shape,
                Math.Sqrt(1.0 / FanIn(shape)) / TruncatedDeviation,
                generator
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(spec), init.Kind, "Unknown initial distribution."),
        };
    }

    // Of a convolution every place that its window covers counts.
    private static long FanIn(long[] shape) => shape.Length == 1 ? shape[0] : Product(shape.Skip(1));

    private static long FanOut(long[] shape) => shape.Length == 0 ? 1 : shape[0] * Product(shape.Skip(2));

    private static long Product(IEnumerable<long> sizes) => sizes.Aggregate(1L, (product, size) => product * size);

    private static Tensor Uniform(long[] shape, double limit, Generator generator) =>
        zeros(shape, ScalarType.Float64).uniform_(-limit, limit, generator);

    private static Tensor TruncatedNormal(long[] shape, double deviation, Generator generator)
    {
        var draw = zeros(shape, ScalarType.Float64).normal_(0, 1, generator);
        while (true)
        {
            var outside = draw.abs().gt(2);
            if (!outside.any().item<bool>())
            {
                return draw.mul(deviation);
            }

            var again = zeros(shape, ScalarType.Float64).normal_(0, 1, generator);
            draw = where(outside, again, draw);
        }
    }
}
