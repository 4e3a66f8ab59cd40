using Perceiver.Config;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Data;

/// <summary>Clips as a model of several inputs takes them: films and sounds in -1..1.</summary>
internal static class ClipBatches
{
    /// <summary>How far apart the ends of that scale are: what an error is a share of.</summary>
    public const double Range = 2;

    /// <summary>A batch whose targets are its inputs.</summary>
    /// <param name="config">Says the inputs and what is asked of them.</param>
    /// <param name="set">The clips.</param>
    /// <param name="indices">Which of them, in this order.</param>
    /// <exception cref="ArgumentException">The model has an input that clips do not give.</exception>
    public static TrainingBatch<ModalityBatch, ModalityTargets> Make(
        PerceiverConfig config,
        ClipSet set,
        ReadOnlySpan<int> indices
    )
    {
        if (config.Model.Input is not InputConfig.Modalities several)
        {
            throw new ArgumentException("the model does not take several inputs", nameof(config));
        }

        var parts = new InputBatch[several.Parts.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = several.Parts[i].Input switch
            {
                InputConfig.Video => new VideoBatch(Films(set, indices)),
                InputConfig.Audio => new AudioBatch(Sounds(set, indices)),
                InputConfig.Label => new LabelBatch(Labels(set, indices)),
                _ => throw new ArgumentException(
                    $"clips give nothing for the input '{several.Parts[i].Name}'",
                    nameof(config)
                ),
            };
        }

        var batch = new ModalityBatch(parts.ToEquatableArray());
        return new(batch, (ModalityTargets)Objective.OfInputs(config, batch));
    }

    /// <summary>What a pixel of 0..255 becomes.</summary>
    public static float Scaled(byte pixel) => (pixel - 127.5f) / 127.5f;

    private static Tensor Films(ClipSet set, ReadOnlySpan<int> indices)
    {
        var size = set.Size;
        var values = new float[indices.Length * size.FilmSize];
        for (var i = 0; i < indices.Length; i++)
        {
            var film = set.FilmOf(indices[i]);
            for (var p = 0; p < film.Length; p++)
            {
                values[(i * size.FilmSize) + p] = Scaled(film[p]);
            }
        }

        return tensor(values, [indices.Length, size.Frames, size.Height, size.Width, size.Channels]);
    }

    private static Tensor Sounds(ClipSet set, ReadOnlySpan<int> indices)
    {
        var values = new float[indices.Length * set.Size.Samples];
        for (var i = 0; i < indices.Length; i++)
        {
            set.SoundOf(indices[i]).CopyTo(values.AsSpan(i * set.Size.Samples));
        }

        return tensor(values, [indices.Length, set.Size.Samples, 1]);
    }

    private static Tensor Labels(ClipSet set, ReadOnlySpan<int> indices)
    {
        var labels = new long[indices.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = set.Labels[indices[i]];
        }

        return tensor(labels);
    }
}
