using Perceiver.Config;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// Layers of a convolution, batch norm, ReLU and a 3x3 max-pool with stride 2 (2107.14795, appendix H; 2104.05704).
/// </summary>
internal static class ConvStem
{
    private const long PoolSide = 3;
    private const long PoolStride = 2;
    private const double Epsilon = 1e-5;

    // The operator writes into fresh statistics, with this much weight for what it saw: all of it.
    private const double Momentum = 1;

    /// <summary>
    /// What is left of the images, <c>[images, places, width]</c>, row-major, and what their batch norms saw: nothing where
    /// they read statistics instead.
    /// </summary>
    /// <param name="config">Layers and padding.</param>
    /// <param name="p">Weights, one for each layer.</param>
    /// <param name="images"><c>[images, height, width, channels]</c>.</param>
    /// <param name="kept">What the batch norms read; null lets each use the mean and variance of these images.</param>
    public static (Tensor Outputs, EquatableArray<StemStatistics> Seen) Apply(
        PreprocessorConfig.Conv config,
        EquatableArray<StemParameters> p,
        Tensor images,
        EquatableArray<StemStatistics>? kept
    )
    {
        var x = images.permute(0, 3, 1, 2);
        var seen = new List<StemStatistics>();
        for (var layer = 0; layer < config.Layers; layer++)
        {
            x = Convolve(config, p[layer].Weight, x);
            if (p[layer].Norm is { } norm)
            {
                (x, var statistics) = Normalize(norm, kept?[layer].Norm, x);
                if (kept is null)
                {
                    seen.Add(new(statistics));
                }
            }

            x = Pool(config.Padding, nn.functional.relu(x));
        }

        return (x.flatten(2).transpose(1, 2), seen.ToEquatableArray());
    }

    private static Tensor Convolve(PreprocessorConfig.Conv config, Tensor weight, Tensor x)
    {
        var half = config.Size / 2;
        var padded =
            config.Padding == ConvPadding.Same
                ? Same(x, config.Size, config.Stride)
                : nn.functional.pad(x, [half, half, half, half]);
        return NumberTypes.As(
            nn.functional.conv2d(NumberTypes.As(padded, weight), weight, strides: [config.Stride, config.Stride]),
            x
        );
    }

    // After a ReLU zeros around the image never win.
    private static Tensor Pool(ConvPadding padding, Tensor x)
    {
        var padded = padding == ConvPadding.Same ? Same(x, PoolSide, PoolStride) : x;
        return nn.functional.max_pool2d(padded, PoolSide, PoolStride);
    }

    // As many zeros as divide the sides by the stride, rounded up; of an odd number the one more stands at the end.
    private static Tensor Same(Tensor x, long side, long stride)
    {
        var (rows, columns) = (Missing(x.shape[2], side, stride), Missing(x.shape[3], side, stride));
        return nn.functional.pad(x, [columns / 2, columns - (columns / 2), rows / 2, rows - (rows / 2)]);
    }

    private static long Missing(long size, long side, long stride) =>
        Math.Max(0, ((((size + stride - 1) / stride) - 1) * stride) + side - size);

    // By what is kept, or by the mean and variance of these images. What is to be kept of them is the variance of what
    // the sample was drawn from (as PyTorch keeps it); of a single number it is nought.
    private static (Tensor Outputs, NormStatistics Statistics) Normalize(
        NormParameters p,
        NormStatistics? kept,
        Tensor x
    )
    {
        var read = kept ?? new NormStatistics(zeros_like(p.Weight), ones_like(p.Weight));
        var outputs = nn.functional.batch_norm(
            x,
            read.Mean,
            read.Variance,
            p.Weight,
            p.Bias,
            kept is null,
            Momentum,
            Epsilon
        );
        var isAlone = x.numel() == x.shape[1];
        return (outputs, isAlone && kept is null ? read with { Variance = zeros_like(read.Variance) } : read);
    }
}
