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
                var statistics = kept?[layer].Norm ?? Moments(x);
                x = Normalize(norm, statistics, x);
                if (kept is null)
                {
                    seen.Add(new(ToKeep(statistics, x)));
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
        return padded.unfold(2, PoolSide, PoolStride).unfold(3, PoolSide, PoolStride).amax([4, 5]);
    }

    // As many zeros as divide the sides by the stride, rounded up; of an odd number the one more stands at the end.
    private static Tensor Same(Tensor x, long side, long stride)
    {
        var (rows, columns) = (Missing(x.shape[2], side, stride), Missing(x.shape[3], side, stride));
        return nn.functional.pad(x, [columns / 2, columns - (columns / 2), rows / 2, rows - (rows / 2)]);
    }

    private static long Missing(long size, long side, long stride) =>
        Math.Max(0, ((((size + stride - 1) / stride) - 1) * stride) + side - size);

    private static NormStatistics Moments(Tensor x)
    {
        var mean = x.mean([0, 2, 3]);
        return new(mean, x.sub(PerChannel(mean)).square().mean([0, 2, 3]));
    }

    private static Tensor Normalize(NormParameters p, NormStatistics statistics, Tensor x)
    {
        var scale = statistics.Variance.add(Epsilon).rsqrt().mul(p.Weight);
        return x.sub(PerChannel(statistics.Mean)).mul(PerChannel(scale)).add(PerChannel(p.Bias));
    }

    // What is kept is the variance of what the sample was drawn from (as PyTorch keeps it).
    private static NormStatistics ToKeep(NormStatistics moments, Tensor x)
    {
        var count = x.shape[0] * x.shape[2] * x.shape[3];
        return new(moments.Mean.detach(), moments.Variance.detach().mul(count / Math.Max(1.0, count - 1)));
    }

    private static Tensor PerChannel(Tensor numbers) => numbers.reshape(1, -1, 1, 1);
}
