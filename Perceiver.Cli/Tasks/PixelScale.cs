using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>How far apart black and white are after normalisation, for each channel.</summary>
internal static class PixelScale
{
    /// <summary>An error of a pixel's value divided by this is a share of the whole range.</summary>
    public static double[] Of(Normalization normalization, PixelStatistics statistics, int channels) =>
        [
            .. Enumerable
                .Range(0, channels)
                .Select(channel =>
                    normalization switch
                    {
                        Normalization.Unit => 1,
                        Normalization.Symmetric => 2,
                        _ => 255 / Math.Max(1e-7, statistics.Deviation[channel]),
                    }
                ),
        ];
}
