using System.Runtime.InteropServices;
using Perceiver.Config;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Data;

/// <summary>Batches of videos: pixels normalised, and nothing else changed.</summary>
public static class VideoBatches
{
    /// <summary>Videos and what is asked about them.</summary>
    /// <param name="config">Says the model's input and the normalisation.</param>
    /// <param name="statistics">Statistics of the training videos.</param>
    /// <param name="set">The videos, with what is wanted.</param>
    /// <param name="indices">Which of them, in this order.</param>
    /// <returns>
    /// Frames <c>[batch, frames, height, width, channels]</c> and numbers <c>[batch, queries, outputs]</c>, the caller's to
    /// dispose.
    /// </returns>
    /// <exception cref="ArgumentException">The model takes no such videos.</exception>
    public static TrainingBatch<VideoBatch, ValueTargets> Make(
        PerceiverConfig config,
        PixelStatistics statistics,
        VideoSet set,
        ReadOnlySpan<int> indices
    )
    {
        var wanted = new float[indices.Length * set.WantedSize];
        for (var i = 0; i < indices.Length; i++)
        {
            set.WantedOf(indices[i]).CopyTo(wanted.AsSpan(i * set.WantedSize));
        }

        var numbers = tensor(wanted, [indices.Length, set.WantedSize / set.Outputs, set.Outputs]);
        return new(Inputs(config, statistics, set, indices), new ValueTargets(numbers));
    }

    /// <summary>The videos alone.</summary>
    /// <exception cref="ArgumentException">The model takes no such videos.</exception>
    public static VideoBatch Inputs(
        PerceiverConfig config,
        PixelStatistics statistics,
        VideoSet set,
        ReadOnlySpan<int> indices
    )
    {
        var given = new InputConfig.Video(set.Frames, set.Height, set.Width, set.Channels);
        if (config.Model.Input as InputConfig.Video != given)
        {
            throw new ArgumentException($"the model does not take {given}", nameof(set));
        }

        long[] shape = [indices.Length, set.Frames, set.Height, set.Width, set.Channels];
        var frames = empty(shape, ScalarType.Float32);
        if (indices.Length > 0)
        {
            var values = MemoryMarshal.Cast<byte, float>(frames.bytes);
            var image = new ImageShape(set.Height, set.Width, set.Channels);
            var normalizer = Normalizer.For(config.Data.Normalization, statistics, image);
            var raw = new float[set.VideoSize];
            for (var i = 0; i < indices.Length; i++)
            {
                var bytes = set.Video(indices[i]);
                for (var p = 0; p < raw.Length; p++)
                {
                    raw[p] = bytes[p];
                }

                normalizer.Apply(raw, values.Slice(i * raw.Length, raw.Length));
            }
        }

        return new VideoBatch(frames);
    }
}
