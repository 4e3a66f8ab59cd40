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

    /// <summary>A row per cloud: as it is, then as the first epochs change it. The words are its class.</summary>
    /// <param name="examples">How many, at most as many as there are.</param>
    public DecodedImage Sheet(int examples)
    {
        var key = RngKey.FromSeed(config.Training.Seed);
        var order = Batches.Order(key, 0, data.Train.Count)[..Math.Min(examples, data.Train.Count)];
        var sheet = new ContactSheet(order.Length, Changed + 1, PointDrawing.Side, PointDrawing.Side);
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
                sheet.Put(
                    row,
                    column,
                    PointDrawing.Of(cloud, values.Dimensions),
                    Name(values.Labels[order[row]]),
                    when
                );
            }
        }

        return sheet.Image;
    }

    private string Name(int label) => label < data.ClassNames.Count ? data.ClassNames[label] : "";
}
