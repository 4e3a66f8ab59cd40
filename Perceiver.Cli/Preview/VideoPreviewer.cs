using System.Globalization;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>Training videos of two frames, and where their pixels go, as pictures.</summary>
/// <param name="config">The config, of videos with a flow.</param>
/// <param name="data">Its data.</param>
public sealed class VideoPreviewer(PerceiverConfig config, DataSplits data)
{
    private const int LeastSide = 96;

    /// <summary>A row per example: both frames, then the flow from the first to the second.</summary>
    /// <param name="examples">How many, at most as many as there are.</param>
    public DecodedImage Sheet(int examples)
    {
        var set = (VideoSet)data.Train;
        var key = RngKey.FromSeed(config.Training.Seed);
        var order = Batches.Order(key, 0, set.Count)[..Math.Min(examples, set.Count)];
        var scale = Math.Max(1, (LeastSide + Math.Min(set.Height, set.Width) - 1) / Math.Min(set.Height, set.Width));
        var sheet = new ContactSheet(order.Length, 3, set.Height * scale, set.Width * scale);
        foreach (var (row, index) in order.Index())
        {
            var flow = set.WantedOf(index);
            var most = FlowDrawing.Farthest(flow);
            sheet.Put(row, 0, Enlarged(set.Frame(index, 0), scale), "frame 1");
            sheet.Put(row, 1, Enlarged(set.Frame(index, 1), scale), "frame 2");
            sheet.Put(
                row,
                2,
                Enlarged(FlowDrawing.Of(flow, set.Height, set.Width, most), scale),
                "flow",
                string.Create(CultureInfo.InvariantCulture, $"to {most:0.0} px")
            );
        }

        return sheet.Image;
    }

    // Pixel by pixel.
    private static DecodedImage Enlarged(DecodedImage image, int scale)
    {
        var (tall, wide, channels) = (image.Height * scale, image.Width * scale, image.Channels);
        var pixels = new byte[tall * wide * channels];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x) = (i / channels / wide / scale, i / channels % wide / scale);
            pixels[i] = image.Pixels.Span[(((y * image.Width) + x) * channels) + (i % channels)];
        }

        return new DecodedImage(pixels, tall, wide, channels);
    }
}
