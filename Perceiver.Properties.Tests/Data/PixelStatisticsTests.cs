using FsCheck;
using FsCheck.Xunit;
using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

public sealed class PixelStatisticsTests
{
    [Property(MaxTest = 50)]
    public void Mean_and_deviation_are_those_of_two_passes(PositiveInt count, bool colour, int seed)
    {
        var (n, channels) = (count.Get % 20 + 1, colour ? 3 : 1);
        var pixels = new byte[n * 12 * channels];
        new Random(seed).NextBytes(pixels);
        var statistics = PixelStatistics.Of(new ImageSet(pixels, 3, 4, channels, [.. new int[n]], []));
        for (var c = 0; c < channels; c++)
        {
            var values = pixels.Where((_, i) => i % channels == c).Select(value => (double)value).ToArray();
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Select(value => (value - mean) * (value - mean)).Average());
            Assert.Equal(mean, statistics.Mean[c], 1e-10);
            Assert.Equal(deviation, statistics.Deviation[c], 1e-10);
        }
    }

    [Fact]
    public void A_constant_channel_deviates_by_exactly_zero()
    {
        var statistics = PixelStatistics.Of(new ImageSet(new byte[] { 7, 7, 7, 7 }, 2, 2, 1, [0], []));
        Assert.Equal((7.0, 0.0), (statistics.Mean[0], statistics.Deviation[0]));
    }
}
