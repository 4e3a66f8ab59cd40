using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>Training clouds as a model would see them, drawn from above at a slant.</summary>
/// <param name="config">The config, of points.</param>
/// <param name="data">Its data.</param>
public sealed class PointPreviewer(PerceiverConfig config, DataSplits data)
{
    private const int Changed = 5;
    private const int Side = 160;

    // Clouds reach to 1 as they are; what changes enlarge shall still be seen.
    private const double Reach = 1.8;
    private const byte Paper = 255;

    /// <summary>A row per cloud: as it is, then as the first epochs change it. The words are its class.</summary>
    /// <param name="examples">How many, at most as many as there are.</param>
    public DecodedImage Sheet(int examples)
    {
        var key = RngKey.FromSeed(config.Training.Seed);
        var order = Batches.Order(key, 0, data.Train.Count)[..Math.Min(examples, data.Train.Count)];
        var sheet = new ContactSheet(order.Length, Changed + 1, Side, Side);
        for (var column = 0; column <= Changed; column++)
        {
            // The keys of training itself: what is shown is what will be trained on.
            RngKey? own = column == 0 ? null : key.Fold("augmentation").Fold(column - 1);
            using var scope = NewDisposeScope();
            var batch = Batches.Of(config, PixelStatistics.Of(data.Train), data.Train, order, own);
            var values = (PointSet)data.Train;
            var points = ((PointBatch)batch.Inputs).Points.data<float>().ToArray();
            for (var row = 0; row < order.Length; row++)
            {
                var cloud = points.AsSpan(row * values.CloudSize, values.CloudSize);
                var when = column == 0 ? "as it is" : $"epoch {column}";
                sheet.Put(row, column, Drawn(cloud, values.Dimensions), Name(values.Labels[order[row]]), when);
            }
        }

        return sheet.Image;
    }

    private string Name(int label) => label < data.ClassNames.Count ? data.ClassNames[label] : "";

    // What is nearer is darker; of two dimensions both are seen straight.
    private static DecodedImage Drawn(ReadOnlySpan<float> cloud, int values)
    {
        var pixels = new byte[Side * Side];
        pixels.AsSpan().Fill(Paper);
        for (var start = 0; start < cloud.Length; start += values)
        {
            double x = cloud[start],
                y = values > 1 ? cloud[start + 1] : 0,
                z = values > 2 ? cloud[start + 2] : 0;
            var (right, up) = values > 2 ? (0.87 * (x - y), z + (0.35 * (x + y))) : (x, y);
            var depth = values > 2 ? Math.Clamp((x + y + 2) / 4, 0, 1) : 0;
            Dot(pixels, Place(right), Side - 1 - Place(up), (byte)(20 + (160 * depth)));
        }

        return new DecodedImage(pixels, Side, Side, 1);
    }

    private static int Place(double value) => (int)Math.Round((Side - 1) * ((value / (2 * Reach)) + 0.5));

    private static void Dot(byte[] pixels, int x, int y, byte ink)
    {
        foreach (var (row, column) in ((int, int)[])[(y, x), (y + 1, x), (y, x + 1), (y + 1, x + 1)])
        {
            if ((uint)row < Side && (uint)column < Side)
            {
                var at = (row * Side) + column;
                pixels[at] = Math.Min(pixels[at], ink);
            }
        }
    }
}
