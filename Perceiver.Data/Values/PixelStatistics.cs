using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>Mean and standard deviation of each channel, on the scale 0..255.</summary>
/// <param name="Mean">One mean per channel.</param>
/// <param name="Deviation">One population standard deviation per channel; 0 where a channel is constant.</param>
public sealed record PixelStatistics(EquatableArray<double> Mean, EquatableArray<double> Deviation)
{
    /// <summary>The statistics of examples of any kind: of images and videos those of their pixels, otherwise none.</summary>
    public static PixelStatistics Of(ExampleSet set) =>
        set switch
        {
            ImageSet images => Of(images),
            VideoSet videos => Of(videos.Pixels.Span, videos.Channels),
            _ => new PixelStatistics([], []),
        };

    /// <summary>
    /// The statistics of all pixels of <paramref name="set"/>. They come from a histogram of the bytes, so they are
    /// exact to the last division and do not depend on the order of the images. Zeros for an empty set.
    /// </summary>
    public static PixelStatistics Of(ImageSet set) => Of(set.Pixels.Span, set.Channels);

    private static PixelStatistics Of(ReadOnlySpan<byte> pixels, int channels)
    {
        var histogram = new long[channels * 256];
        for (var i = 0; i < pixels.Length; i += channels)
        {
            for (var c = 0; c < channels; c++)
            {
                histogram[(c * 256) + pixels[i + c]]++;
            }
        }

        var mean = new double[channels];
        var deviation = new double[channels];
        for (var c = 0; c < channels; c++)
        {
            (mean[c], deviation[c]) = Moments(histogram.AsSpan(c * 256, 256));
        }

        return new PixelStatistics(mean.ToEquatableArray(), deviation.ToEquatableArray());
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<long> histogram)
    {
        long count = 0;
        long sum = 0;
        Int128 squares = 0;
        for (var value = 0; value < histogram.Length; value++)
        {
            count += histogram[value];
            sum += value * histogram[value];
            squares += (Int128)value * value * histogram[value];
        }

        if (count == 0)
        {
            return (0, 0);
        }

        // Integers up to here: the difference of two large numbers cancels without error.
        var variance = (double)((squares * count) - ((Int128)sum * sum)) / count / count;
        return ((double)sum / count, Math.Sqrt(variance));
    }
}
