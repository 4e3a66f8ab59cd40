using System.Globalization;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>Training examples as a model would see them, as pictures.</summary>
/// <param name="config">The config, of images.</param>
/// <param name="data">Its data.</param>
public sealed class Previewer(PerceiverConfig config, DataSplits data)
{
    private const int Changed = 5;
    private const int LeastSide = 96;
    private const int MostLabels = 5;

    // Values in 0..1 are brought back to bytes; a normalisation would have to be undone first.
    private readonly PerceiverConfig _plain = config with
    {
        Data = config.Data with { Normalization = Normalization.Unit },
    };

    /// <summary>A row per example: as it is, then as the first epochs change it. The words are what is learned.</summary>
    /// <param name="examples">How many, at most as many as there are.</param>
    public DecodedImage Sheet(int examples)
    {
        var key = RngKey.FromSeed(config.Training.Seed);
        var order = Batches.Order(key, 0, data.Train.Count)[..Math.Min(examples, data.Train.Count)];
        var first = Pictures(order, null);
        var (height, width) = (first[0].Image.Height, first[0].Image.Width);
        var sheet = new ContactSheet(order.Length, Changed + 1, height, width, 1 + Names);
        for (var column = 0; column <= Changed; column++)
        {
            // The keys of training itself: what is shown is what will be trained on.
            var pictures = column == 0 ? first : Pictures(order, key.Fold("augmentation").Fold(column - 1));
            for (var row = 0; row < order.Length; row++)
            {
                // Shares of several classes leave no room for it; the columns are the same in all rows.
                var lines = pictures[row].Lines;
                var when = column == 0 ? "as it is" : string.Create(CultureInfo.InvariantCulture, $"epoch {column}");
                sheet.Put(row, column, pictures[row].Image, lines.Length <= Names ? [.. lines, when] : lines);
            }
        }

        return sheet.Image;
    }

    // Lines for what an example is called.
    private int Names => HasSeveral ? Math.Min(data.ClassNames.Count, MostLabels) : 1;

    private bool HasSeveral => config.Task is TaskConfig.Classification { MultiLabel: true };

    private (DecodedImage Image, string[] Lines)[] Pictures(int[] indices, RngKey? key)
    {
        using var scope = NewDisposeScope();
        var batch = Batches.Make(_plain, PixelStatistics.Of(data.Train), (ImageSet)data.Train, indices, key);
        var shape = batch.Images.Pixels.shape;
        var values = batch.Images.Pixels.data<float>().ToArray();
        var labels = batch.Labels.data<long>().ToArray();
        var targets = batch.Targets?.data<float>().ToArray();
        var size = values.Length / indices.Length;
        return
        [
            .. Enumerable
                .Range(0, indices.Length)
                .Select(i =>
                    (
                        Enlarged(values.AsSpan(i * size, size), (int)shape[1], (int)shape[2], (int)shape[3]),
                        Text(
                            indices[i],
                            labels[i],
                            targets is null ? [] : targets.AsSpan(i * data.ClassNames.Count, data.ClassNames.Count)
                        )
                    )
                ),
        ];
    }

    private string[] Text(int index, long label, ReadOnlySpan<float> target)
    {
        var shares = new List<(float Share, string Name)>();
        for (var i = 0; i < target.Length; i++)
        {
            if (target[i] > 0)
            {
                shares.Add((target[i], data.ClassNames[i]));
            }
        }

        var names = shares
            .OrderByDescending(one => one.Share)
            .Select(one => $"{Math.Round(100 * one.Share)}% {one.Name}");
        return shares.Count >= 2 ? [.. names]
            : HasSeveral ? Labels(index)
            : config.Task is TaskConfig.Classification ? [data.ClassNames[(int)label]]
            : [];
    }

    private string[] Labels(int index)
    {
        var own = ((ImageSet)data.Train).LabelsOf(index, data.ClassNames.Count);
        return [.. data.ClassNames.Where((_, label) => own[label] > 0).Take(MostLabels)];
    }

    // Small images are shown larger, pixel by pixel.
    private static DecodedImage Enlarged(ReadOnlySpan<float> values, int height, int width, int channels)
    {
        var scale = Math.Max(1, (LeastSide + Math.Min(height, width) - 1) / Math.Min(height, width));
        var (tall, wide) = (height * scale, width * scale);
        var pixels = new byte[tall * wide * channels];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x, c) = (i / channels / wide / scale, i / channels % wide / scale, i % channels);
            pixels[i] = (byte)Math.Clamp(Math.Round(values[(((y * width) + x) * channels) + c] * 255), 0, 255);
        }

        return new DecodedImage(pixels, tall, wide, channels);
    }
}
