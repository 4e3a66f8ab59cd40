using Perceiver.Config;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// A model of images at another size than it was trained on. Fourier codes are functions of the place and are exact;
/// learned codes are interpolated between the trained places (bicubic, as Hugging Face's interpolate_pos_encoding).
/// </summary>
public static class OtherSize
{
    // Keys' parameter, as PyTorch has it.
    private const double A = -0.75;

    /// <summary>The same model for images of another size, in pixels.</summary>
    /// <remarks>Where frequencies follow the number of inputs, they stay those of the trained size.</remarks>
    /// <exception cref="ArgumentException">The model takes no images, or has queries for each place of one.</exception>
    public static PerceiverConfig Of(PerceiverConfig config, int height, int width)
    {
        if (config.Model.Input is not InputConfig.Image image)
        {
            throw new ArgumentException("Only models of images can look at another size.");
        }

        if (config.Model.Decoder is DecoderConfig.Queries { Array: not QueryConfig.Inputs })
        {
            throw new ArgumentException(
                "The decoder has a query for each place of the trained size; another size would ask for others."
            );
        }

        var model = config.Model with { Input = image with { Height = height, Width = width } };
        return config with { Model = model with { Positions = Frozen(config.Model) } };
    }

    /// <summary>The weights at the other size: all as they were but the table of learned positions.</summary>
    /// <param name="from">The trained config.</param>
    /// <param name="to">The same at another size, from <see cref="Of"/>.</param>
    /// <param name="p">The trained weights; they stay as they are, and the result shares all that does not change.</param>
    public static PerceiverParameters Fit(PerceiverConfig from, PerceiverConfig to, PerceiverParameters p)
    {
        if (p.Positions?.Table is not { } table)
        {
            return p;
        }

        var (old, now) = (Shapes.InputGrid(from.Model), Shapes.InputGrid(to.Model));
        return p with { Positions = p.Positions with { Table = Interpolate(table, old, now) } };
    }

    /// <summary>A table over one grid read at the places of another, <c>[places, width]</c> row-major.</summary>
    internal static Tensor Interpolate(Tensor table, EquatableArray<int> from, EquatableArray<int> to) =>
        Scoped.Run(() =>
        {
            var width = table.shape[1];
            var rows = Weights(from[0], to[0], table);
            var columns = Weights(from[1], to[1], table);

            // [new rows, columns, width], then [new rows, new columns, width]
            var tall = rows.matmul(table.reshape(from[0], -1)).reshape(to[0], from[1], width);
            return columns.matmul(tall).reshape(-1, width);
        });

    private static PositionConfig Frozen(ModelConfig model) =>
        model.Positions is PositionConfig.Fourier { Code.MaxResolution.Count: 0 } fourier
            ? fourier with
            {
                Code = fourier.Code with
                {
                    MaxResolution = Shapes.InputGrid(model).Select(side => (double)side).ToEquatableArray(),
                },
            }
            : model.Positions;

    // [to, from]: how much each old place counts at each new one. Places are the middles of pixels, and beyond the edge the
    // last one goes on.
    private static Tensor Weights(int from, int to, Tensor like)
    {
        var weights = new double[to * from];
        for (var place = 0; place < to; place++)
        {
            var source = ((place + 0.5) * from / to) - 0.5;
            var first = (int)Math.Floor(source);
            for (var tap = -1; tap <= 2; tap++)
            {
                var at = Math.Clamp(first + tap, 0, from - 1);
                weights[(place * from) + at] += Cubic(Math.Abs(source - (first + tap)));
            }
        }

        return tensor(weights, [to, from], like.dtype, like.device);
    }

    // Keys, Cubic convolution interpolation for digital image processing (1981).
    private static double Cubic(double x) =>
        x <= 1 ? ((((A + 2) * x) - (A + 3)) * x * x) + 1
        : x < 2 ? ((((A * x) - (5 * A)) * x) + (8 * A)) * x - (4 * A)
        : 0;
}
